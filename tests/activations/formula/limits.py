"""Formulas as large as the gate lets pass: drawn from all that can be typed, and the worst of each kind."""

from functools import cache
from itertools import product

from hypothesis import strategies as st

from activations.formula import FormulaError, function_class

LEAVES = ("x", "x", "x", "beta", "a", "0.5", "3", "pi", "e")
SINGLE = (
    *("exp", "expm1", "log", "log1p", "sqrt", "abs", "sign", "sin", "cos", "tanh", "atan", "erf"),
    *("sinh", "cosh", "asinh", "sigmoid", "softplus", "relu", "-"),
)
FORMS = (
    *(f"{name}({{0}})" for name in SINGLE),
    *(f"({{0}}) {sign} ({{1}})" for sign in "+-*/^"),
    "({0}) ^ 2",
    "({0}) ^ -1.5",
    "min({0}, {1})",
    "max({0}, {1})",
    "clip({0}, {1}, {2})",
    "where({0} > {1}, {1}, {2})",
    "where({0} <= 0 or not {1} == {2} and x < 1, {1}, {2})",
    "({0} >= {1})",
    "({0} < {1} < {2})",
)


def is_legal(text: str) -> bool:
    """Whether the gate lets a text pass."""
    try:
        function_class(text)
    except FormulaError:
        return False
    return True


def _grown(instructions: list[str]) -> str:
    """A stack on which each instruction, where that is legal, lays a leaf or joins what is there; its sum."""
    stack: list[str] = []
    text = "x"
    for each in instructions:
        count = sum(f"{{{place}}}" in each for place in range(3))
        kept, taken = stack[: max(0, len(stack) - count)], stack[-count:] if count else []
        grown = [*kept, each.format(*taken, *["x"] * (count - len(taken)))]
        whole = " + ".join(f"({part})" for part in grown)
        if is_legal(whole):
            stack, text = grown, whole
    return text


LARGE = st.lists(st.sampled_from(LEAVES) | st.sampled_from(FORMS), min_size=25, max_size=60).map(_grown)


@cache
def nested(form: str, most: int = 60) -> tuple[str, ...]:
    """A form in itself, once, twice … as often as is legal, at most so often; `#` is its place."""
    texts = ["x"]
    while len(texts) <= most and is_legal(deeper := form.replace("#", texts[-1])):
        texts.append(deeper)
    return tuple(texts)


def _placed(form: str, count: int) -> list[str]:
    """A form with itself in one of its places or in several, x in the others."""
    choices = product("x#", repeat=count)
    return [form.format(*(f"({each})" for each in places)) for places in choices if "#" in places]


# Everything in every place of everything.
NESTS: list[str] = [
    *(f"{name}(#)" for name in SINGLE),
    *(nest for sign in "+-*/^" for nest in _placed(f"{{}} {sign} {{}}", 2)),
    *(nest for name in ("min", "max") for nest in _placed(f"{name}({{}}, {{}})", 2)),
    *(nest for name in ("clip({}, {}, {})", "where({} > 0, {}, {})") for nest in _placed(name, 3)),
    *("x * #", "# ^ 2", "# ^ a", "2 ^ #", "1/(1 + #)", "a * b * #", "3 * (2 * #)", "(# > 0)", "(0 < # < 1)"),
    *("(#) * (x + 1)", "where(x > #, #, x)", "clip(x, 0, #)", "clip(#, -1, 1)", "-(-(#))", "exp(x * #)"),
]
