"""The function that a formula describes, computed by PyTorch."""

import keyword
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import ClassVar, Self

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from activations.base import ActivationFunction, Parameter, ParameterTable
from activations.formula.derivative import derivative
from activations.formula.errors import FormulaError
from activations.formula.gate import read
from activations.formula.notation import PLAIN
from activations.formula.tree import (
    CONSTANTS,
    GREEK,
    Call,
    Name,
    Node,
    Number,
    X,
    names_in,
    parameters_in,
    walk,
)

DEFAULT_NAME = "Mine"
LONGEST_NAME = 16
# What the code for a notebook calls by these names.
TAKEN = ("ActivationFunction", "Tensor", "torch", "math", "nn", "F", "super")
MOST_PARAMETERS = 3
LARGEST_EXPONENT = 100.0
LARGEST = 1e30  # of a constant: it has to fit into a float32, with room
LOW, HIGH, STEP, DEFAULT = -4.0, 4.0, 0.1, 1.0  # of every parameter

Compute = Callable[[Tensor], Tensor]


def _absolute(x: Tensor) -> Tensor:
    """|x| with the slope of torch.abs, for whose second slope PyTorch would load a compiler: two seconds."""
    return x * torch.sign(x)


def _softplus(u: Tensor) -> Tensor:
    return F.softplus(u, threshold=40)  # PyTorch's default threshold of 20 shows in double precision


OPERATIONS: Mapping[str, Callable[..., Tensor]] = MappingProxyType(
    {
        "add": torch.add,
        "subtract": torch.sub,
        "multiply": torch.mul,
        "divide": torch.div,
        "power": torch.pow,
        "negate": torch.neg,
        "less": torch.lt,
        "less_equal": torch.le,
        "greater": torch.gt,
        "greater_equal": torch.ge,
        "equal": torch.eq,
        "not_equal": torch.ne,
        "and": torch.logical_and,
        "or": torch.logical_or,
        "not": torch.logical_not,
        "indicator": torch.Tensor.double,
        "exp": torch.exp,
        "expm1": torch.expm1,
        "log": torch.log,
        "log1p": torch.log1p,
        "sqrt": torch.sqrt,
        "abs": _absolute,
        "sign": torch.sign,
        "sin": torch.sin,
        "cos": torch.cos,
        "tanh": torch.tanh,
        "atan": torch.atan,
        "erf": torch.erf,
        "sigmoid": torch.sigmoid,
        "softplus": _softplus,
        "relu": torch.relu,
        "min": torch.minimum,
        "max": torch.maximum,
        "clip": torch.clamp,
        "where": torch.where,
    }
)


class FormulaFunction(ActivationFunction):
    """A function that somebody typed; each formula has a subclass, with its tree and its parameters.

    Numerics: as the formula says and nothing repaired, so that its failures can be seen.
    """

    tree: ClassVar[Node] = X

    def __init__(self, **values: float) -> None:
        super().__init__(**values)
        self._compute = compiled(self.tree, self._values())

    def forward(self, x: Tensor) -> Tensor:
        return self._compute(x).to(x.dtype).expand(x.shape)

    def swept(self, name: str, values: Tensor) -> Self:
        """Return the same function with a value [N] of one parameter for each x [N] that it will be given."""
        copy = type(self)(**{each.name: self.config[each.name] for each in self.parameters})
        copy._compute = compiled(self.tree, copy._values() | {name: values})
        return copy

    def slope_in_symbols(self, x: np.ndarray) -> np.ndarray:
        """Compute the derivative that the rules of calculus give, at points [N], without autograd."""
        points = torch.tensor(x)
        slope = compiled(derivative(self.tree), self._values())(points)
        return slope.to(points.dtype).expand(points.shape).numpy()

    def _values(self) -> dict[str, Tensor]:
        return {name: _constant(self.config[name]) for name in parameters_in(self.tree)}


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
    formula, place_of = read(text)
    names = parameters_in(formula)
    if len(names) > MOST_PARAMETERS:
        raise FormulaError(f"A formula has at most {MOST_PARAMETERS} parameters; this has {len(names)}.")
    _check_constants(formula, place_of)

    class Typed(FormulaFunction):
        """The function of one formula."""

        tree = formula
        parameters = ParameterTable(
            Parameter(each, GREEK.get(each, each), LOW, HIGH, STEP, DEFAULT, "free parameter")
            for each in names
        )

    Typed.__name__ = Typed.__qualname__ = checked_name(name)
    return Typed


def normalised(text: str) -> str:
    """Write a formula in the one spelling that all texts of its tree share; FormulaError as `parse`."""
    return PLAIN.written(function_class(text).tree)


def size(text: str) -> int:
    """Return how many nodes the tree of a formula has; FormulaError as `parse`."""
    return sum(1 for _ in walk(function_class(text).tree))


def checked_name(name: str) -> str:
    """Return a function's name when it can also name a class in a notebook.

    Raises:
        FormulaError: when it cannot.
    """
    is_word = re.fullmatch(rf"[A-Za-z][A-Za-z0-9]{{0,{LONGEST_NAME - 1}}}", name) is not None
    if not is_word or keyword.iskeyword(name) or name in TAKEN:
        raise FormulaError(
            f"A name has 1 to {LONGEST_NAME} letters and digits, a letter first, and is no word of Python."
        )
    return name


def compiled(node: Node, parameters: Mapping[str, Tensor]) -> Compute:
    """Turn a tree into a function of x; what does not depend on x is computed now, in double precision.

    Args:
        node: the tree.
        parameters: the value of each parameter: one number [], or one for each x [N].
    """
    if X.name not in names_in(node):
        constant = _without_x(node, parameters)
        return lambda _: constant
    match node:
        case Call("power", (base, Number(exponent))):
            of_base = compiled(base, parameters)
            return lambda x: of_base(x) ** exponent
        case Call("indicator", (truth,)):
            of_truth = compiled(truth, parameters)
            return lambda x: of_truth(x).to(x.dtype)
        case Call(operation, arguments):
            parts = [compiled(each, parameters) for each in arguments]
            return lambda x: OPERATIONS[operation](*(part(x) for part in parts))
        case _:
            return lambda x: x


def _without_x(node: Node, parameters: Mapping[str, Tensor]) -> Tensor:
    match node:
        case Number(value):
            return _constant(value)
        case Name(name):
            return parameters[name] if name in parameters else _constant(CONSTANTS[name])
        case Call(operation, arguments):
            return OPERATIONS[operation](*(_without_x(each, parameters) for each in arguments))


def _constant(value: float) -> Tensor:
    """A number that takes on the dtype of what it meets: tensors without a dimension promote nothing."""
    return torch.tensor(value, dtype=torch.float64)


def _check_constants(node: Node, place_of: Callable[[Node], int | None]) -> None:
    """Refuse a part without names that is no finite number of a moderate size, and powers beyond bounds."""
    if not names_in(node):
        value = abs(float(_without_x(node, {})))
        if not value <= LARGEST:
            problem = f"is larger than {LARGEST:g}" if value > LARGEST else "has no value"
            raise FormulaError(f"This part {problem}.", place_of(node))
    if isinstance(node, Call):
        for part in node.arguments:
            _check_constants(part, place_of)
    match node:
        case Call("power", (_, exponent)) if not names_in(exponent):
            if abs(float(_without_x(exponent, {}))) > LARGEST_EXPONENT:
                raise FormulaError(f"Exponents go up to {LARGEST_EXPONENT:g}.", place_of(exponent))
