"""Programs to take home, put together from pieces that are modules of their own."""

import ast
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PIECES = Path(__file__).with_name("pieces")
OF_PIECES = "handouts.pieces"
THIRD_PARTY = ("numpy", "plotly", "torch")
CONDITION = re.compile(r"(?P<code>.*?)  # (?P<kind>if|unless) (?P<name>[A-Z_]+)")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a program under its own heading.

    Args:
        name: which one, as texts call it.
        code: its lines, without imports.
    """

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Program:
    """What all sections import, and the sections in order."""

    imports: str
    sections: tuple[Section, ...]


@cache
def source_of(piece: str) -> str:
    """The text of a piece, such as `optimisers/adam`."""
    return (PIECES / f"{piece}.py").read_text(encoding="utf-8")


def program(sections: Mapping[str, Sequence[str]]) -> Program:
    """Join the sources of each section's pieces, and gather their imports before all of them.

    Args:
        sections: whole modules, by the section that they make up, in order.
    """
    imports: dict[str, set[str]] = {}
    made = []
    for name, sources in sections.items():
        bodies = []
        for source in sources:
            bodies.append(_without_imports(source, imports))
        made.append(Section(name, "\n\n\n".join(bodies)))
    used = names_in("\n".join(section.code for section in made))
    return Program(_written(imports, used), tuple(made))


def chosen(source: str, flags: Collection[str]) -> str:
    """Leave out the lines whose condition does not hold, and the conditions of the others."""
    lines = []
    for line in source.splitlines():
        condition = CONDITION.fullmatch(line)
        if condition is None:
            lines.append(line)
        elif (condition["name"] in flags) == (condition["kind"] == "if"):
            lines.append(condition["code"])
    return "\n".join(lines) + "\n"


def constants(source: str, values: Mapping[str, object], used_by: str) -> str:
    """Give the constants of a module these values; those that no code uses are left out."""
    used, lines = names_in(used_by), []
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            _, mark, comment = source.splitlines()[node.lineno - 1].partition("  # ")
            if name in used:
                lines.append(f"{name} = {_literal(values[name])}{mark}{comment}")
    return "\n".join(lines) + "\n"


def class_of(source: str, name: str) -> str:
    """The source of one class of a module, with the module's imports."""
    body = ast.parse(source).body
    (found,) = (node for node in body if isinstance(node, ast.ClassDef) and node.name == name)
    imports = [node for node in body if isinstance(node, ast.Import | ast.ImportFrom)]
    return "\n".join(f"{ast.get_source_segment(source, node)}\n" for node in [*imports, found])


def names_in(code: str) -> frozenset[str]:
    """All names that a module uses; one that is only imported is not."""
    return frozenset(node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name))


def _literal(value: object) -> str:
    """A value as code: texts in double quotes, points one a line."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, tuple):
        return "\n".join(["(", *(f"    {each!r}," for each in value), ")"])
    return repr(value)


def _without_imports(source: str, imports: dict[str, set[str]]) -> str:
    """The rest of a module, its imports added to those there are: by module, the names taken from it."""
    lines = source.splitlines()
    body = ast.parse(source).body
    for node in body:
        if isinstance(node, ast.Import):
            for alias in node.names:
                imports.setdefault("", set()).add(ast.unparse(ast.Import([alias])).removeprefix("import "))
        elif isinstance(node, ast.ImportFrom):
            if not (node.module or "").startswith(OF_PIECES):
                imports.setdefault(node.module or "", set()).update(map(ast.unparse, node.names))
        elif not _is_docstring(node, body):
            continue
        for number in range(node.lineno - 1, node.end_lineno or node.lineno):
            lines[number] = ""
    return "\n".join(lines).strip("\n")


def _is_docstring(node: ast.stmt, body: Sequence[ast.stmt]) -> bool:
    return node is body[0] and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _written(imports: Mapping[str, Collection[str]], used: Collection[str]) -> str:
    """The imports of what is used, Python's own first."""
    modules = [f"import {each}" for each in imports.get("", ()) if each.split()[-1] in used]
    names = {
        module: sorted(each for each in taken if each.split()[-1] in used)
        for module, taken in imports.items()
        if module
    }
    modules += [f"from {module} import {', '.join(taken)}" for module, taken in names.items() if taken]
    groups: tuple[list[str], list[str]] = ([], [])
    for line in sorted(modules, key=lambda line: (line.startswith("from"), line.split()[1])):
        groups[line.split()[1].partition(".")[0] in THIRD_PARTY].append(line)
    return "\n\n".join("\n".join(group) for group in groups if group)
