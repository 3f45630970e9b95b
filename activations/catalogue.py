"""The table of functions: one line each, from which pages, colours, addresses and tests follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

from activations.base import ActivationFunction
from activations.functions import (
    ELU,
    GELU,
    SELU,
    LeakyReLU,
    Mish,
    ReLU,
    Sigmoid,
    Softplus,
    Swish,
    Tanh,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One function of the lab, under the key that also names its page, content file and colour.

    The lab is about the six that the course notes treat; the others stand beside them for comparison.
    """

    key: str
    function_class: type[ActivationFunction]
    from_the_notes: bool = True

    @property
    def title(self) -> str:
        """The name that pages show."""
        return self.function_class.__name__

    @property
    def address(self) -> str:
        """The address of its page."""
        return f"/{self.key}"


CATALOGUE: Mapping[str, Entry] = MappingProxyType(
    {
        "sigmoid": Entry("sigmoid", Sigmoid),
        "tanh": Entry("tanh", Tanh),
        "relu": Entry("relu", ReLU),
        "leaky-relu": Entry("leaky-relu", LeakyReLU),
        "elu": Entry("elu", ELU),
        "swish": Entry("swish", Swish),
        "gelu": Entry("gelu", GELU, from_the_notes=False),
        "selu": Entry("selu", SELU, from_the_notes=False),
        "softplus": Entry("softplus", Softplus, from_the_notes=False),
        "mish": Entry("mish", Mish, from_the_notes=False),
    }
)
NOTES: tuple[str, ...] = tuple(key for key, each in CATALOGUE.items() if each.from_the_notes)


def entry(key: str) -> Entry:
    """Return the catalogue's entry, or raise a ValueError that names the keys there are."""
    if key not in CATALOGUE:
        raise ValueError(f"There is no function '{key}'; there are {', '.join(CATALOGUE)}.")
    return CATALOGUE[key]


def create(key: str, **parameters: float) -> ActivationFunction:
    """Make the module for a key: `create("leaky-relu", alpha=0.2)`.

    Raises:
        ValueError: when the key, a parameter or a value is not allowed; the message names what is.
    """
    return entry(key).function_class(**parameters)


@dataclass(frozen=True, slots=True)
class FunctionSpec:
    """A function with its parameters, as a hashable value; equal functions are equal specs.

    Args:
        key: a key of the catalogue.
        parameters: pairs of name and value; those at their default are dropped, the others sorted by name.

    Raises:
        ValueError: when the key, a parameter or a value is not allowed; the message names what is.
    """

    key: str
    parameters: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        function_class = entry(self.key).function_class
        given = dict(self.parameters)
        if len(given) < len(self.parameters):
            raise ValueError(f"Each parameter of {self.title} is given once; {self.parameters} repeats one.")
        values = function_class.checked(**given)
        differing = sorted(
            (p.name, values[p.name]) for p in function_class.parameters if values[p.name] != p.default
        )
        object.__setattr__(self, "parameters", tuple(differing))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the form that addresses use: `leaky-relu:alpha=0.2`, several parameters joined by `;`.

        Raises:
            ValueError: when the text has another form, or what it names is not allowed.
        """
        key, colon, rest = text.partition(":")
        return cls(key, tuple(_pair(part) for part in rest.split(";")) if colon else ())

    def __str__(self) -> str:
        pairs = ";".join(f"{name}={_plain(value)}" for name, value in self.parameters)
        return f"{self.key}:{pairs}" if pairs else self.key

    def create(self) -> ActivationFunction:
        """Make the module."""
        return create(self.key, **dict(self.parameters))

    @property
    def title(self) -> str:
        """The function's name, without its parameters."""
        return entry(self.key).title

    @property
    def label(self) -> str:
        """The function's name, with the parameters that are not at their default."""
        symbols = {each.name: each.symbol for each in entry(self.key).function_class.parameters}
        values = ", ".join(f"{symbols[name]} = {_plain(value)}" for name, value in self.parameters)
        return f"{self.title} {values}".rstrip()


def _pair(text: str) -> tuple[str, float]:
    """Read `alpha=0.2`."""
    name, _, number = text.partition("=")
    try:
        return name, float(number)
    except ValueError:
        raise ValueError(f"A parameter is written like alpha=0.2; '{text}' is not.") from None


def _plain(value: float) -> str:
    """Write a float so that reading it gives the same one, and whole numbers without a point."""
    return str(value).removesuffix(".0")
