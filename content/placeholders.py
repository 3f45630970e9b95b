"""Numbers and names that a text leaves open, as {{name}}, {{name:.2f}} or {{slope(-5):.2g}}."""

import re
from collections.abc import Mapping

_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_INSIDE = re.compile(r"(?P<name>[a-z_]+)(\((?P<argument>-?[0-9.]+)\))?(:(?P<format>[^{}:]+))?")


def placeholder_names(text: str) -> frozenset[str]:
    """The names that `fill` will look up in this text."""
    return frozenset(_parse(text, found)["name"] for found in _PLACEHOLDER.finditer(text))


def look_up(name: str, values: Mapping[str, object]) -> float:
    """The number behind a placeholder's name, such as `mean` or `slope(-5)`; KeyError if there is none."""
    return float(fill(f"{{{{{name}:.17g}}}}", values).replace("−", "-"))


def fill(text: str, values: Mapping[str, object]) -> str:
    """Replace every placeholder by its value.

    Args:
        text: Markdown with {{name}}, {{name:format}} or {{name(number):format}}.
        values: what the names stand for; a name with a number in brackets must stand for a function of it.
    Raises:
        KeyError: when a name is unknown or a placeholder is malformed; the message quotes it in its place.
    """

    def replacement(found: re.Match[str]) -> str:
        inside = _parse(text, found)
        if inside["name"] not in values:
            raise KeyError(
                f"nothing is known as {inside['name']!r}, wanted by {_surroundings(text, found)!r}"
            )
        value = values[inside["name"]]
        if inside["argument"] is not None:
            if not callable(value):
                raise KeyError(f"{inside['name']!r} takes no number, in {_surroundings(text, found)!r}")
            value = value(float(inside["argument"]))
        written = format(value, inside["format"] or "")
        # A typographic minus, as in the sentences around the number.
        return written if isinstance(value, str) else written.replace("-", "−")

    return _PLACEHOLDER.sub(replacement, text)


def _parse(text: str, found: re.Match[str]) -> re.Match[str]:
    inside = _INSIDE.fullmatch(found[1])
    if inside is None:
        raise KeyError(f"not a placeholder: {_surroundings(text, found)!r}")
    return inside


def _surroundings(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 30) : found.end() + 30]
