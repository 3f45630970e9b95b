"""Writes a tree down: as text that reads as the same tree, and (its subclasses) as LaTeX and as code."""

from collections.abc import Mapping
from types import MappingProxyType

from activations.formula.tree import COMPARISONS, Call, Name, Node, Number

# How strongly a node holds together, as in Python: what is weaker than its place wants stands in brackets.
OR, AND, NOT, COMPARED, SUM, PRODUCT, NEGATIVE, POWER, ATOM = range(1, 10)
INFIX: Mapping[str, tuple[str, int, int, int]] = MappingProxyType(
    {  # sign, its strength, and the least strength on its left and on its right
        "or": ("or", OR, OR, AND),
        "and": ("and", AND, AND, NOT),
        **{name: (sign, COMPARED, SUM, SUM) for name, sign in COMPARISONS.items()},
        "add": ("+", SUM, SUM, PRODUCT),
        "subtract": ("-", SUM, SUM, PRODUCT),
        "multiply": ("*", PRODUCT, PRODUCT, NEGATIVE),
        "divide": ("/", PRODUCT, PRODUCT, NEGATIVE),
        "power": ("**", POWER, ATOM, NEGATIVE),
    }
)
PREFIX: Mapping[str, tuple[str, int]] = MappingProxyType({"negate": ("-", NEGATIVE), "not": ("not ", NOT)})


class Notation:
    """Plain text, in the spelling that the gate reads."""

    def written(self, node: Node, at_least: int = 0) -> str:
        """A node as text, in brackets where its place asks for more strength than it has."""
        text, strength = self.spelled(node)
        return text if strength >= at_least else self.bracketed(text)

    def written_within(self, node: Node, longest: int) -> str | None:
        """A node as text, or None where that has more characters; each node has one at least."""
        text = self.written(node) if node.size <= longest else None
        return text if text is not None and len(text) <= longest else None

    def spelled(self, node: Node) -> tuple[str, int]:
        """A node as text, and how strongly that holds together."""
        match node:
            case Number(value):
                return self.number(value), ATOM
            case Name(name):
                return self.name(name), ATOM
            case Call(operation, (left, right)) if operation in INFIX:
                sign, strength, left_strength, right_strength = INFIX[operation]
                return (
                    f"{self.written(left, left_strength)} {sign} {self.written(right, right_strength)}",
                    strength,
                )
            case Call(operation, (inner,)) if operation in PREFIX:
                sign, strength = PREFIX[operation]
                return f"{sign}{self.written(inner, strength)}", strength
            case Call("indicator", (truth,)):
                return self.bracketed(self.written(truth)), ATOM
            case Call(operation, arguments):
                return self.call(operation, arguments), ATOM

    def number(self, value: float) -> str:
        """Whole numbers without a point, others so that reading gives the same float."""
        return repr(value).removesuffix(".0")

    def name(self, name: str) -> str:
        """x, a constant or a parameter."""
        return name

    def bracketed(self, text: str) -> str:
        """Something that holds together by brackets."""
        return f"({text})"

    def call(self, operation: str, arguments: tuple[Node, ...]) -> str:
        """A function with its arguments."""
        return f"{operation}({', '.join(self.written(each) for each in arguments)})"


PLAIN = Notation()
