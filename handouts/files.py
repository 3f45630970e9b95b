"""A program as a script, and the same one as a notebook."""

import json
import textwrap
from collections.abc import Mapping
from typing import Any

from handouts.program import Program

WIDTH = 100  # characters of a comment
RULE = f"# {'-' * (WIDTH - 2)}"
LANGUAGE = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def script(program: Program, title: str, texts: Mapping[str, str]) -> str:
    """Write a program as one file.

    Args:
        program: the program.
        title: what it does, in plain words.
        texts: "heading.…" and "text.…" of each section.
    """
    sections = []
    for number, section in enumerate(program.sections, 1):
        heading = f"# {number}. {texts[f'heading.{section.name}']}"
        space = "\n\n\n" if section.code.startswith(("class ", "def ")) else "\n\n"
        sections.append(
            f"{RULE}\n{heading}\n#\n{_comment(texts[f'text.{section.name}'])}{space}{section.code}"
        )
    head = f'"""{textwrap.fill(title, WIDTH)}"""\n\n{program.imports}\n\n'
    return head + "\n\n\n".join(sections) + "\n"


def notebook(program: Program, title: str, texts: Mapping[str, str]) -> str:
    """Write a program as a Jupyter notebook: a heading, a text and a cell for each section; see `script`."""
    cells = [_cell("markdown", title), _cell("code", program.imports)]
    for number, section in enumerate(program.sections, 1):
        heading = f"## {number}. {texts[f'heading.{section.name}']}"
        cells.append(_cell("markdown", f"{heading}\n\n{texts[f'text.{section.name}']}"))
        cells.append(_cell("code", section.code))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    file = {"cells": cells, "metadata": LANGUAGE, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(file, ensure_ascii=False, indent=1) + "\n"


def _cell(kind: str, text: str) -> dict[str, Any]:
    results: dict[str, Any] = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": text.splitlines(keepends=True), **results}


def _comment(text: str) -> str:
    """A text as comment lines."""
    return textwrap.fill(text, WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False)
