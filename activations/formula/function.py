"""The function that a formula describes, computed by PyTorch."""

from collections.abc import Callable
from functools import lru_cache
from typing import ClassVar, Self

import numpy as np
import torch
from torch import Tensor

from activations.base import ActivationFunction, Hyperparameter
from activations.formula.computation import computation
from activations.formula.derivative import derivative
from activations.formula.errors import FormulaError
from activations.formula.notation import PLAIN
from activations.formula.numbers_in import numbers_in
from activations.formula.reading.parser import read
from activations.formula.template import checked_name
from activations.formula.tree import GREEK, Call, Node, X, each_once, parameters_in

DEFAULT_NAME = "Mine"
MOST_PARAMETERS = 3
LARGEST_EXPONENT = 100.0
LARGEST = 1e30  # of a constant: it has to fit into a float32, with room
LOW, HIGH, STEP, DEFAULT = -4.0, 4.0, 0.1, 1.0  # of every parameter


class FormulaFunction(ActivationFunction):
    """A function that somebody typed; each formula has a subclass, with its tree and its parameters.

    Numerics: in the dtype of x, as the formula says and nothing repaired, so that its failures can be seen.
    """

    tree: ClassVar[Node] = X
    input_name: ClassVar[str] = X.name  # what the text calls the input

    def __init__(self, **values: float) -> None:
        super().__init__(**values)
        self._compute = computation(self.tree, self.config)

    def forward(self, x: Tensor) -> Tensor:
        return self._compute(x).expand(x.shape)

    def swept(self, name: str, values: Tensor) -> Self:
        """Return the same function with a value [N] of one parameter for each x [N] that it will be given."""
        copy = type(self)(**{each.name: self.config[each.name] for each in self.hyperparameters})
        copy._compute = computation(self.tree, copy.config | {name: values})
        return copy

    def slope_in_symbols(self, x: np.ndarray) -> np.ndarray:
        """Compute the derivative that the rules of calculus give, at points [N], without autograd."""
        points = torch.tensor(x)
        slope = computation(derivative(self.tree), self.config)(points)
        return slope.expand(points.shape).numpy()


def parse(text: str, name: str = DEFAULT_NAME) -> ActivationFunction:
    """Make an activation function of a formula such as `x * sigmoid(beta * x)`, its parameters at 1.

    Args:
        text: the formula; free names (single letters, names of Greek letters) become its parameters.
        name: what it is called.

    Raises:
        FormulaError: a sentence for the one who typed it, and the position in the text.
    """
    return function_class(text, name)()


@lru_cache(maxsize=1_000)
def function_class(text: str, name: str = DEFAULT_NAME) -> type[FormulaFunction]:
    """Make the class of a formula's function; see `parse`."""
    reading = read(text)
    formula = reading.tree
    names = parameters_in(formula)
    if len(names) > MOST_PARAMETERS:
        raise FormulaError(f"A formula has at most {MOST_PARAMETERS} parameters; this has {len(names)}.")
    _check_numbers(formula, reading.place_of)

    class Typed(FormulaFunction):
        """The function of one formula."""

        tree = formula
        input_name = reading.input_name
        hyperparameters = tuple(
            Hyperparameter(each, GREEK.get(each, each), LOW, HIGH, STEP, DEFAULT, "free parameter")
            for each in names
        )

    Typed.__name__ = Typed.__qualname__ = checked_name(name)
    return Typed


def normalised(text: str) -> str:
    """Write a formula in the one spelling that all texts of its tree share; FormulaError as `parse`."""
    return PLAIN.written(function_class(text).tree)


def size(text: str) -> int:
    """Return how many nodes the tree of a formula has; FormulaError as `parse`."""
    return function_class(text).tree.size


def _check_numbers(formula: Node, place_of: Callable[[Node], int | None]) -> None:
    """Refuse a part without names that is no finite number of a moderate size, and powers beyond bounds."""
    numbers = numbers_in(formula)
    for node in each_once(formula):
        size = abs(numbers.get(id(node), 0))
        if not size <= LARGEST:
            problem = f"is larger than {LARGEST:g}" if size > LARGEST else "has no value"
            raise FormulaError(f"This part {problem}.", place_of(node))
        match node:
            case Call("power", (_, exponent)) if abs(numbers.get(id(exponent), 0)) > LARGEST_EXPONENT:
                raise FormulaError(f"Exponents go up to {LARGEST_EXPONENT:g}.", place_of(exponent))
