"""Exact values: the formulas of `activations.exact` in numbers of several hundred bits."""

from math import inf, isinf, isnan, nan

from mpmath import MPContext

from activations.catalogue import CATALOGUE, FunctionSpec
from activations.exact import Arithmetic, Number

BITS = 300  # of every number; doubles have 53
FAR = 1e6
BEYOND_FLOATS = 100_000  # binary places after the point; the smallest double has 1,074


class Exact:
    """Value and slope of a function to about 80 digits.

    Args:
        function: a function of the catalogue with its parameters.
    """

    def __init__(self, function: FunctionSpec) -> None:
        # A context of its own: mpmath's shared one belongs to every thread at once.
        self._context = m = MPContext()
        m.prec = BITS
        self._arithmetic = Arithmetic(m.exp, m.expm1, m.log1p, m.tanh, self._erfc, m.sqrt(2), m.sqrt(m.pi))
        self._form = CATALOGUE[function.key].exact
        self._parameters = parameters_of(function)

    def value(self, x: float) -> Number:
        """Return f(x); x is taken to be exactly this double."""
        return self._form.value(self._context.mpf(x), self._arithmetic, **self._parameters)

    def slope(self, x: float) -> Number:
        """Return f′(x), at a kink from the left."""
        return self._form.slope(self._context.mpf(x), self._arithmetic, **self._parameters)

    def _erfc(self, x: Number) -> Number:
        """Return erfc(x); where mpmath gives up, 2 on the left and less than any float on the right."""
        if abs(x) < FAR:
            return self._context.erfc(x)
        return self._context.ldexp(1, -BEYOND_FLOATS) if x > 0 else self._context.mpf(2)

    def distance(self, number: float, exact: Number) -> float:
        """Return |number − exact|, which doubles alone could not resolve."""
        return float(abs(self._context.mpf(number) - exact))

    def relative_error(self, number: float, exact: Number, smallest: float, largest: float) -> float:
        """Return |number − exact| / |exact|; infinite for NaN, and for ∞ where the exact value has a limit.

        It is NaN where no relative error makes sense: the exact value is outside smallest…largest.
        """
        size = abs(exact)
        if isnan(number) or (isinf(number) and size <= largest):
            return inf
        if exact == 0 and number == 0:
            return 0.0
        return float(abs(self._context.mpf(number) - exact) / size) if smallest <= size <= largest else nan


def parameters_of(function: FunctionSpec) -> dict[str, float]:
    """Every parameter of a function with its value."""
    return {name: value for name, value in function.create().config.items() if name != "name"}
