"""Writes docs/licences.md: under which licence each package of the container comes (`make licences`)."""

from importlib.metadata import PackageMetadata, metadata
from pathlib import Path

FOLDER = Path(__file__).parent
LIST = FOLDER.parent / "docs" / "licences.md"
HEADER = """# Licences

What the container installs, and under which licence, as each package says it; written by `make licences`.

| package | version | licence |
|---|---|---|
"""
LONGEST = 60  # letters; some packages put the whole text there


def main() -> None:
    """Read the lock and the installed packages' own words."""
    names = [line.split("==")[0] for line in (FOLDER / "requirements.lock").read_text().splitlines()[1:]]
    rows = [_row(metadata(name)) for name in names]
    LIST.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")


def _row(package: PackageMetadata) -> str:
    return f"| {package['Name']} | {package['Version'].split('+')[0]} | {_licence(package)} |"


def _licence(package: PackageMetadata) -> str:
    known = [
        classifier.rsplit(" :: ", 1)[-1]
        for classifier in package.get_all("Classifier", [])
        if classifier.startswith("License :: ") and classifier != "License :: OSI Approved"
    ]
    own = [*package.get_all("License-Expression", []), *package.get_all("License", [])]
    said = next((words for words in own if len(words) <= LONGEST and "\n" not in words), "; ".join(known))
    return said or ("in its LICENSE file" if package.get_all("License-File") else "not stated")


if __name__ == "__main__":
    main()
