"""Functions that a reader types: text in, an ActivationFunction out, and nothing of it is ever executed."""

from activations.formula.errors import FormulaError
from activations.formula.function import (
    DEFAULT_NAME,
    FormulaFunction,
    function_class,
    normalised,
    parse,
    size,
)
from activations.formula.reading.spelling import with_lost_pluses
from activations.formula.template import checked_name

__all__ = [
    "DEFAULT_NAME",
    "FormulaError",
    "FormulaFunction",
    "checked_name",
    "function_class",
    "normalised",
    "parse",
    "size",
    "with_lost_pluses",
]
