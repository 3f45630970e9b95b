"""The table of functions: one line each, from which pages, colours, addresses and tests follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

from activations import formula
from activations.base import ActivationFunction
from activations.entry import Entry
from activations.functions import elu, gelu, leaky_relu, mish, relu, selu, sigmoid, softplus, swish, tanh

# In the order in which pages show them: those of the notes first.
FUNCTIONS = (sigmoid, tanh, relu, leaky_relu, elu, swish, gelu, selu, softplus, mish)
CATALOGUE: Mapping[str, Entry] = MappingProxyType({each.ENTRY.key: each.ENTRY for each in FUNCTIONS})
NOTES: tuple[str, ...] = tuple(key for key, each in CATALOGUE.items() if each.from_the_notes)


OWN = "own"  # the key of functions that readers type


def entry(key: str) -> Entry:
    """Return the catalogue's entry, or raise a ValueError that names the keys there are."""
    if key not in CATALOGUE:
        raise ValueError(f"There is no function '{key}'; there are {', '.join(CATALOGUE)}.")
    return CATALOGUE[key]


def custom_name(name: str) -> str:
    """Return the name of a typed function when it is allowed, or raise a FormulaError that says which are."""
    if name.lower() in {each.title.lower() for each in CATALOGUE.values()}:
        raise formula.FormulaError(f"{name} is the name of another function here.")
    return formula.checked_name(name)


def create(key: str, **hyperparameters: float) -> ActivationFunction:
    """Make the module for a key: `create("leaky-relu", alpha=0.2)`.

    Raises:
        ValueError: when the key, a parameter or a value is not allowed; the message names what is.
    """
    return entry(key).function_class(**hyperparameters)


@dataclass(frozen=True, slots=True)
class FunctionSpec:
    """A function with its hyperparameters, as a hashable value; equal functions are equal specs.

    Args:
        key: a key of the catalogue, or OWN for a function that a reader has typed.
        hyperparameters: pairs of name and value, sorted by name; those at their default are dropped.
        formula: what the reader typed, which is rewritten in one spelling; empty for the catalogue's.
        name: what the reader calls it; empty for the catalogue's.

    Raises:
        ValueError: when the key, a parameter or a value is not allowed; the message names what is.
    """

    key: str
    hyperparameters: tuple[tuple[str, float], ...] = ()
    formula: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        if self.key == OWN:
            object.__setattr__(self, "name", custom_name(self.name or formula.DEFAULT_NAME))
            object.__setattr__(self, "formula", formula.normalised(self.formula))
        elif self.formula or self.name:
            raise ValueError(f"Only '{OWN}' has a formula and a name; '{self.key}' has its own.")
        function_class = self.function_class
        given = dict(self.hyperparameters)
        if len(given) < len(self.hyperparameters):
            raise ValueError(
                f"Each parameter of {self.title} is given once; {self.hyperparameters} repeats one."
            )
        values = function_class.checked(**given)
        differing = sorted(
            (p.name, values[p.name]) for p in function_class.hyperparameters if values[p.name] != p.default
        )
        object.__setattr__(self, "hyperparameters", tuple(differing))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the form that addresses use: `leaky-relu:alpha=0.2`, several parameters joined by `;`.

        A typed function ends with its name and formula: `own:beta=2;Mine=x * sigmoid(beta * x)`.

        Raises:
            ValueError: when the text has another form, or what it names is not allowed.
        """
        key, colon, rest = text.partition(":")
        if key == OWN:
            *pairs, last = rest.split(";")
            name, _, typed = last.partition("=")
            return cls(key, tuple(map(_pair, pairs)), typed, name)
        return cls(key, tuple(_pair(part) for part in rest.split(";")) if colon else ())

    def __str__(self) -> str:
        pairs = [f"{name}={plain(value)}" for name, value in self.hyperparameters]
        pairs += [f"{self.name}={self.formula}"] if self.key == OWN else []
        return f"{self.key}:{';'.join(pairs)}" if pairs else self.key

    def create(self) -> ActivationFunction:
        """Make the module."""
        return self.function_class(**dict(self.hyperparameters))

    @property
    def values(self) -> dict[str, float]:
        """The value of every hyperparameter, in the order of the function's own, defaults included."""
        return self.function_class.checked(**dict(self.hyperparameters))

    @property
    def function_class(self) -> type[ActivationFunction]:
        """The class of the module."""
        if self.key == OWN:
            return formula.function_class(self.formula, self.name)
        return entry(self.key).function_class

    @property
    def title(self) -> str:
        """The function's name, without its parameters."""
        return self.name or entry(self.key).title

    @property
    def operations(self) -> int:
        """How many operations a typed function takes for each number; 0 for those with a kernel."""
        return formula.size(self.formula) if self.key == OWN else 0

    @property
    def label(self) -> str:
        """The function's name, with the parameters that are not at their default."""
        symbols = {each.name: each.symbol for each in self.function_class.hyperparameters}
        values = ", ".join(f"{symbols[name]} = {plain(value)}" for name, value in self.hyperparameters)
        return f"{self.title} {values}".rstrip()


def _pair(text: str) -> tuple[str, float]:
    """Read `alpha=0.2`."""
    name, _, number = text.partition("=")
    try:
        return name, float(number)
    except ValueError:
        raise ValueError(f"A parameter is written like alpha=0.2; '{text}' is not.") from None


def plain(value: float) -> str:
    """Write a float so that reading it gives the same one, and whole numbers without a point."""
    return str(value).removesuffix(".0")
