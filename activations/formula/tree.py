"""What a formula is once it has been read: one small tree of frozen nodes, from which all else is made."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    """A finite number, never negative: a minus sign is an operation."""

    value: float


@dataclass(frozen=True, slots=True)
class Name:
    """x, a constant, or a parameter."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """An operation with its arguments; operators are operations like the functions."""

    operation: str
    arguments: tuple["Node", ...]
    names: frozenset[str] = field(init=False, repr=False, compare=False)  # x and the parameters in it

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset().union(*map(names_in, self.arguments)))


Node: TypeAlias = Number | Name | Call

X = Name("x")
CONSTANTS: Mapping[str, float] = MappingProxyType({"e": math.e, "pi": math.pi})
GREEK: Mapping[str, str] = MappingProxyType(
    {
        **{"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η"},
        **{"theta": "θ", "kappa": "κ", "mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ", "tau": "τ"},
        **{"phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω"},
    }
)

# How many arguments each function takes.
FUNCTIONS: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(("exp", "expm1", "log", "log1p", "sqrt", "abs", "sign", "sin", "cos", "tanh"), 1),
        **dict.fromkeys(("atan", "erf", "sigmoid", "softplus", "relu"), 1),
        **dict.fromkeys(("min", "max"), 2),
        **dict.fromkeys(("clip", "where"), 3),
    }
)
COMPARISONS: Mapping[str, str] = MappingProxyType(
    {
        "less": "<",
        "less_equal": "<=",
        "greater": ">",
        "greater_equal": ">=",
        "equal": "==",
        "not_equal": "!=",
    }
)
# Operations whose result is true or false; `indicator` makes 1 or 0 of it.
TRUTHS = (*COMPARISONS, "and", "or", "not")


def is_truth(node: Node) -> bool:
    """Whether a node is true or false instead of a number."""
    return isinstance(node, Call) and node.operation in TRUTHS


def is_parameter(name: str) -> bool:
    """Whether a name is a number that the reader chooses: a single letter, or a Greek letter's name."""
    single = len(name) == 1 and name.isascii() and name.isalpha()
    return (single or name in GREEK) and name != X.name and name not in CONSTANTS


def walk(node: Node) -> Iterator[Node]:
    """A node and all that it is made of, from left to right."""
    yield node
    if isinstance(node, Call):
        for argument in node.arguments:
            yield from walk(argument)


def names_in(node: Node) -> frozenset[str]:
    """x and the parameters that a node depends on."""
    match node:
        case Call():
            return node.names
        case Name(name) if name not in CONSTANTS:
            return frozenset((name,))
        case _:
            return frozenset()


def parameters_in(node: Node) -> tuple[str, ...]:
    """The parameters of a formula, in the order in which they are first written."""
    names = (each.name for each in walk(node) if isinstance(each, Name))
    return tuple(dict.fromkeys(name for name in names if is_parameter(name)))


def depth(node: Node) -> int:
    """How many nodes lie on the longest way down."""
    return 1 + max(map(depth, node.arguments), default=0) if isinstance(node, Call) else 1
