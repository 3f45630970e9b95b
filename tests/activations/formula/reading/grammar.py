"""Formulas drawn from the grammar, each as text and as what sympy makes of the same mathematics.

Nothing here reads a formula: text and expression grow side by side.
"""

import re
from dataclasses import dataclass
from typing import Any

import mpmath
import sympy
from hypothesis import strategies as st

X = sympy.Symbol("x", real=True)
Expression = Any  # sympy has no types


@dataclass(frozen=True, slots=True)
class Drawn:
    """A formula as it is typed, and as sympy knows it."""

    text: str
    expression: Expression


class Choice(sympy.Function):  # type: ignore[misc]
    """One expression where left > right, another elsewhere.

    Sympy's Piecewise solves its conditions to simplify them, which takes minutes and fails on some.
    """

    nargs = 4

    def _eval_derivative(self, symbol: Expression) -> Expression:
        left, right, then, otherwise = self.args
        return Choice(left, right, then.diff(symbol), otherwise.diff(symbol))


def _chosen(left: Expression, right: Expression, then: Expression, otherwise: Expression) -> Expression:
    return then if left > right else otherwise


SMOOTH = {
    "exp": sympy.exp,
    "expm1": lambda u: sympy.exp(u) - 1,
    "log": sympy.log,
    "log1p": lambda u: sympy.log(1 + u),
    "sqrt": sympy.sqrt,
    "sin": sympy.sin,
    "cos": sympy.cos,
    "sinh": sympy.sinh,
    "cosh": sympy.cosh,
    "tanh": sympy.tanh,
    "asinh": sympy.asinh,
    "atan": sympy.atan,
    "erf": sympy.erf,
    "sigmoid": lambda u: 1 / (1 + sympy.exp(-u)),
    "softplus": lambda u: sympy.log(1 + sympy.exp(u)),
}
PIECES = {
    "abs": lambda u: Choice(u, 0, u, -u),
    "relu": lambda u: Choice(u, 0, u, 0),
    "sign": lambda u: Choice(u, 0, 1, -1),
}
PAIRS = {
    "({} + {})": lambda a, b: a + b,
    "({}-{})": lambda a, b: a - b,
    "({} * {})": lambda a, b: a * b,
    "{}/(3 + {}^2)": lambda a, b: a / (3 + b**2),
    "max({}, {})": lambda a, b: Choice(a, b, a, b),
    "min({},{})": lambda a, b: Choice(a, b, b, a),
    "where({0} > {1}, {1}, 2{0})": lambda a, b: Choice(a, b, b, 2 * a),
    "clip({}, -1, {})": lambda a, b: Choice(a, b, b, Choice(-1, a, Choice(-1, b, b, -1), a)),
}
SINGLE = {
    "-({})": lambda u: -u,
    "({})^2": lambda u: u**2,
    "({})**3": lambda u: u**3,
    "2 ** ({})": lambda u: 2**u,
    "({})²": lambda u: u**2,
    "{}(1 + x)": lambda u: u * (1 + X),
    **{f"{name}({{}})": rule for name, rule in (SMOOTH | PIECES).items()},
}


def _single(inner: Drawn, form: str) -> Drawn:
    text = f"({inner.text})" if form == "{}(1 + x)" else inner.text
    return Drawn(form.format(text), SINGLE[form](inner.expression))


def _pair(left: Drawn, right: Drawn, form: str) -> Drawn:
    left_text, right_text = f"({left.text})", f"({right.text})"
    joined: Expression = PAIRS[form](left.expression, right.expression)  # type: ignore[no-untyped-call]
    return Drawn(form.format(left_text, right_text), joined)


LEAVES = st.sampled_from(
    [
        Drawn("x", X),
        Drawn("x", X),
        Drawn("2x", 2 * X),
        Drawn("0.5 x", X / 2),
        Drawn("(x − 1.25)", X - sympy.Rational(5, 4)),
        Drawn("πx/4", sympy.pi * X / 4),
    ]
)
DRAWN = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(_single, inner, st.sampled_from(sorted(SINGLE)))
        | st.builds(_pair, inner, inner, st.sampled_from(sorted(PAIRS)))
    ),
    max_leaves=5,
)


def _fits(drawn: Drawn) -> bool:
    """Whether a formula is short enough for the gate, however it counts."""
    return len(re.findall(r"[A-Za-z]+|[\d.]+|[-−+*/^<>²π]", drawn.text)) <= 40


FORMULAS = DRAWN.filter(_fits)


def exact(expression: Expression, x: float, order: int = 0) -> float | None:
    """An expression or its derivative at one x, computed by mpmath with 40 digits.

    None where it is no real number, or huge, or where sympy gives up.
    """
    with mpmath.workdps(40):
        try:
            wanted = expression.diff(X, order)
            if wanted.has(sympy.zoo, sympy.nan):  # no number anywhere, as log(x − x)
                return None
            value = sympy.lambdify(X, wanted, modules=[{"Choice": _chosen}, "mpmath"])(mpmath.mpf(x))
        except (ZeroDivisionError, OverflowError, ValueError, TypeError):
            return None
        if not isinstance(value, mpmath.mpf | int | float) or not mpmath.isfinite(value):
            return None
        return float(value) if abs(value) < 1e4 else None
