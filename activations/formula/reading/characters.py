"""The characters of formulas: what each is in plain spelling, and what readers call those that have none."""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from activations.formula.tree import GREEK

_SPACES = "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_SAME = {
    " ": _SPACES,
    "-": "−–—‐‑‒﹣",
    "*": "×✕∗·⋅•∙⨯",
    "/": "÷∕⁄",
    "|": "∣",
    "&": "∧",
    "e": "ℯ",
    "ε": "ϵ",
    "θ": "ϑ",
    "κ": "ϰ",
    "μ": "µ",
    "ρ": "ϱ",
    "φ": "ϕ",
}
# Signs and digits as wide as a Chinese character. Wide letters are no letters here: they are refused by name.
_WIDE = {chr(ord(plain) + 0xFEE0): plain for plain in "0123456789+-*/^<>()[]{},.;:?|&="}
# One character for one, so that places in the text stay what they are.
PLAIN = str.maketrans({other: plain for plain, others in _SAME.items() for other in others} | _WIDE)

# One character that is a word or two signs in plain spelling.
WORDS: Mapping[str, str] = MappingProxyType(
    {
        **{letter: name for name, letter in GREEK.items()},
        **{"π": "pi", "ϖ": "pi", "σ": "sigma", "ς": "sigma", "Φ": "Phi", "√": "sqrt", "∛": "cbrt"},
        **{"≤": "<=", "⩽": "<=", "≦": "<=", "≥": ">=", "⩾": ">=", "≧": ">=", "≠": "!="},
        **{"∨": "or", "¬": "not", "→": "->", "↦": "->", "≔": ":="},
    }
)
RAISED: Mapping[str, str] = MappingProxyType(
    dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ˣᵃᵇᶜᵈᵉᵏᵐⁿᵖᵗᶻᵅᵝᵞ", "0123456789+-()xabcdekmnptzαβγ", strict=True))
)
POINT = "·"  # between two digits it may be a decimal point or a product

_NAMES = {
    "\\": "backslash",
    "$": "dollar sign",
    '"': "quotation mark",
    "'": "apostrophe",
    "`": "backtick",
    "\n": "line break",
    "[": "square bracket",
    "]": "square bracket",
    "{": "curly bracket",
    "}": "curly bracket",
    "#": "hash sign",
    "@": "at sign",
    "∞": "infinity",
}
_QUOTABLE = "%#@~!_?:;.=|&"


def fraction(letter: str) -> float | None:
    """The value of ½ and its like, or None for other characters."""
    is_fraction = unicodedata.decomposition(letter).startswith("<fraction>")
    return unicodedata.numeric(letter, None) if is_fraction else None


def refused(letter: str) -> str:
    """The sentence about a character that formulas do not have."""
    if letter in "⌊⌋⌈⌉":
        return "Formulas have no rounding; steps are made of comparisons, such as x > 1."
    name = _NAMES.get(letter) or unicodedata.name(letter, f"code {ord(letter):X}").lower()
    quoted = f"`{letter}`, " if letter in _QUOTABLE else ""
    plain = unicodedata.normalize("NFKC", letter)
    hint = f"; type a plain `{plain}`" if len(plain) == 1 and plain.isascii() and plain.isalnum() else ""
    return f"Formulas have no such character: {quoted}{name}{hint}."
