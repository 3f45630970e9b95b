"""What a formula is once it has been read: one small tree of frozen nodes, from which all else is made.

A derivative uses parts of its function many times over. They are not copied: a node may stand in several
places. Whoever visits each node once has work that grows with their number, not with what would be written.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from types import MappingProxyType
from typing import ClassVar, TypeAlias

CONSTANTS: Mapping[str, float] = MappingProxyType({"e": math.e, "pi": math.pi})


@dataclass(frozen=True, slots=True)
class Leaf:
    """A node that is made of nothing else."""

    arguments: ClassVar[tuple["Node", ...]] = ()
    size: ClassVar[int] = 1
    depth: ClassVar[int] = 1

    @property
    def names(self) -> frozenset[str]:
        """x or the parameter that it is."""
        return frozenset()

    @property
    def fingerprint(self) -> bytes:
        """The same for equal leaves, and for no others."""
        return repr(self).encode()


@dataclass(frozen=True, slots=True)
class Number(Leaf):
    """A finite number, never negative: a minus sign is an operation."""

    value: float


@dataclass(frozen=True, slots=True)
class Name(Leaf):
    """x, a constant, or a parameter."""

    name: str

    @property
    def names(self) -> frozenset[str]:
        """x or the parameter that it is."""
        return frozenset() if self.name in CONSTANTS else frozenset((self.name,))


@dataclass(frozen=True, slots=True)
class Call:
    """An operation with its arguments; operators are operations like the functions.

    Two are equal when their fingerprints are: walking down both would take a time that grows with what is
    written, and a part that stands in two places is written twice.
    """

    operation: str = field(compare=False)
    arguments: tuple["Node", ...] = field(compare=False)
    names: frozenset[str] = field(init=False, repr=False, compare=False)  # x and the parameters in it
    size: int = field(init=False, repr=False, compare=False)  # the nodes that are written
    depth: int = field(init=False, repr=False, compare=False)  # the nodes on the longest way down
    fingerprint: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        parts = self.arguments
        whole = repr((self.operation, *(each.fingerprint for each in parts))).encode()
        for name, value in (
            ("names", frozenset().union(*(each.names for each in parts))),
            ("size", 1 + sum(each.size for each in parts)),
            ("depth", 1 + max(each.depth for each in parts)),
            ("fingerprint", blake2b(whole, digest_size=16).digest()),
        ):
            object.__setattr__(self, name, value)


Node: TypeAlias = Number | Name | Call

X = Name("x")
GREEK: Mapping[str, str] = MappingProxyType(
    {
        **{"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η"},
        **{"theta": "θ", "kappa": "κ", "lamda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ"},
        **{"rho": "ρ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω"},
    }
)

# How many arguments each function takes.
FUNCTIONS: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(("exp", "expm1", "log", "log1p", "sqrt", "abs", "sign", "sin", "cos", "tanh"), 1),
        **dict.fromkeys(("sinh", "cosh", "asinh", "atan", "erf", "sigmoid", "softplus", "relu"), 1),
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
    return (single or name in GREEK) and name.lower() != X.name and name not in CONSTANTS


def each_once(tree: Node) -> list[Node]:
    """All nodes of a tree, from left to right, each behind its arguments and once, wherever it stands."""
    found: dict[int, Node] = {}
    waiting = [tree]
    while waiting:
        missing = [each for each in waiting[-1].arguments if id(each) not in found]
        if missing:
            waiting.extend(reversed(missing))
        else:
            node = waiting.pop()
            found[id(node)] = node
    return list(found.values())


def parameters_in(tree: Node) -> tuple[str, ...]:
    """The parameters of a formula, in the order in which they are first written."""
    names = (each.name for each in each_once(tree) if isinstance(each, Name))
    return tuple(dict.fromkeys(name for name in names if is_parameter(name)))
