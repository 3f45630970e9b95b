"""The gate: a formula's text becomes a tree here, through a table of the few nodes that are allowed."""

import ast
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import accumulate
from types import MappingProxyType
from typing import Any

from activations.formula.errors import FormulaError
from activations.formula.reading.elsewhere import ARGUMENTS, counts, form_of
from activations.formula.reading.spelling import spelled
from activations.formula.reading.tokens import DEEPEST, Token
from activations.formula.tree import FUNCTIONS, Call, Name, Node, Number, each_once, is_truth

MOST_NODES = 60
E = Name("E")

OPERATORS: Mapping[type[ast.AST], str] = MappingProxyType(
    {
        ast.Add: "add",
        ast.Sub: "subtract",
        ast.Mult: "multiply",
        ast.Div: "divide",
        ast.Pow: "power",
        ast.Lt: "less",
        ast.LtE: "less_equal",
        ast.Gt: "greater",
        ast.GtE: "greater_equal",
        ast.Eq: "equal",
        ast.NotEq: "not_equal",
        ast.And: "and",
        ast.Or: "or",
        ast.USub: "negate",
        ast.Not: "not",
    }
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a formula's text means.

    Args:
        tree: the function.
        place_of: tells where in the text a node of the tree begins.
        input_name: what the text calls the input, which the tree calls x.
    """

    tree: Node
    place_of: Callable[[Node], int | None]
    input_name: str


def read(text: str) -> Reading:
    """Read a formula.

    Definition: cut into known tokens, spelled plainly; parsed by Python's parser, which executes nothing;
        each of its nodes looked up by its exact type in a table, outside of which nothing is allowed.

    Raises:
        FormulaError: when it is no formula, or a larger one than is allowed.
    """
    found = spelled(text)
    reader = _Reader(found.tokens)
    tree = reader.with_e(reader.number(reader.parsed()))
    if tree.depth > DEEPEST:
        raise FormulaError(f"A formula is at most {DEEPEST} operations deep.")
    return Reading(tree, lambda node: reader.places.get(id(node)), found.input_name)


@lru_cache(maxsize=100)
def _form(text: str) -> Node:
    """The tree of a form in x, a and b."""
    reader = _Reader(spelled(text).tokens)
    return reader.number(reader.parsed())


class _Reader:
    """Turns Python's nodes into ours, none larger than is allowed, and knows where each begins."""

    def __init__(self, found: Sequence[Token]) -> None:
        self.source = " ".join(token.text for token in found)
        self.tokens = found
        self.columns = [0, *accumulate(len(token.text) + 1 for token in found[:-1])]
        self.places: dict[int, int | None] = {}

    def parsed(self) -> ast.expr:
        """Python's own tree of the formula."""
        try:
            return ast.parse(self.source, mode="eval").body
        except SyntaxError as error:
            raise FormulaError(
                "I cannot read the formula here.", self.position((error.offset or 1) - 1)
            ) from None
        except (ValueError, RecursionError, MemoryError):
            raise FormulaError("I cannot read this formula.") from None

    def position(self, column: int) -> int:
        """The place in the reader's text of what begins at, or last before, a column of the source."""
        return self.token(column).position

    def token(self, column: int) -> Token:
        """What begins at, or last before, a column of the source."""
        return self.tokens[bisect_right(self.columns, column) - 1]

    def node(self, python: ast.expr) -> Node:
        """Our node for one of Python's, which may be a number or a truth."""
        position = self.position(python.col_offset)
        read_node = READERS.get(type(python))
        if read_node is None:
            raise FormulaError("This is no part of a formula.", position)
        return self.placed(read_node(self, python), position)

    def placed(self, node: Node, position: int | None) -> Node:
        """Note where a node begins, which must not be too large: parts that repeat count each time."""
        if node.size > MOST_NODES:
            raise FormulaError(f"A formula has at most {MOST_NODES} numbers, names and operations.", position)
        self.places.setdefault(id(node), position)
        return node

    def number(self, python: ast.expr) -> Node:
        """A number; what is true counts 1, what is false 0."""
        node = self.node(python)
        if not is_truth(node):
            return node
        return self.placed(Call("indicator", (node,)), self.position(python.col_offset))

    def truth(self, python: ast.expr) -> Node:
        """A comparison, or several joined."""
        node = self.node(python)
        if not is_truth(node):
            raise FormulaError(
                "A comparison is needed here, such as x > 0.", self.position(python.col_offset)
            )
        return node

    def constant(self, python: ast.Constant) -> Node:
        """A number, which the tokens have spelled as a float."""
        if type(python.value) is not float:
            raise FormulaError("This is no number.", self.position(python.col_offset))
        return Number(python.value)

    def name(self, python: ast.Name) -> Node:
        """x, a constant or a parameter; the tokens let no other name pass."""
        return Name(python.id)

    def binary(self, python: ast.BinOp) -> Node:
        """Sum, difference, product, quotient or power."""
        return Call(self.operation(python.op, python), (self.number(python.left), self.number(python.right)))

    def unary(self, python: ast.UnaryOp) -> Node:
        """A sign, or `not`."""
        if type(python.op) is ast.UAdd:
            return self.number(python.operand)
        operation = self.operation(python.op, python)
        operand = self.truth if operation == "not" else self.number
        return Call(operation, (operand(python.operand),))

    def comparison(self, python: ast.Compare) -> Node:
        """One comparison, or a chain such as 0 < x < 1."""
        values = [self.number(python.left)]
        values += [self.number(each) for each in python.comparators]
        parts: list[Node] = [
            Call(self.operation(operator, python), (values[place], values[place + 1]))
            for place, operator in enumerate(python.ops)
        ]
        return reduce(lambda left, right: Call("and", (left, right)), parts)

    def joined(self, python: ast.BoolOp) -> Node:
        """Comparisons joined by `and` or `or`."""
        operation = self.operation(python.op, python)
        return reduce(
            lambda left, right: Call(operation, (left, right)), [self.truth(each) for each in python.values]
        )

    def call(self, python: ast.Call) -> Node:
        """A function of the table with its arguments; min and max take two or more."""
        position = self.position(python.col_offset)
        name = python.func.id if type(python.func) is ast.Name else ""
        takes, given = counts(name), len(python.args)
        if not takes or python.keywords:
            raise FormulaError("This is no part of a formula.", position)
        if given not in takes and not (name in ("min", "max") and given > 2):
            wanted = " or ".join(map(str, takes))
            plural = "" if takes == (1,) else "s"
            said = self.token(python.col_offset).said
            raise FormulaError(f"`{said}` takes {wanted} argument{plural}; here it has {given}.", position)
        first = self.truth if name == "where" else self.number
        arguments = [first(python.args[0]), *(self.number(each) for each in python.args[1:])]
        if name in ("min", "max"):
            return reduce(lambda left, right: Call(name, (left, right)), arguments)
        if given == FUNCTIONS.get(name):
            return Call(name, tuple(arguments))
        return self.written_out(
            _form(form_of(name, given) or ""), dict(zip(ARGUMENTS, arguments, strict=False)), position
        )

    def written_out(self, form: Node, arguments: Mapping[str, Node], position: int | None) -> Node:
        """A form with its arguments put in."""
        match form:
            case Call(operation, parts):
                inner = tuple(self.written_out(each, arguments, position) for each in parts)
                return self.placed(Call(operation, inner), position)
            case Name(name) if name in arguments:
                return arguments[name]
            case _:
                return self.placed(form, position)

    def with_e(self, tree: Node) -> Node:
        """Read E^x as e^x, as phones and some programs write it, unless E stands elsewhere too."""
        calls = [each for each in each_once(tree) if isinstance(each, Call)]
        parents = [
            (each.operation, place)
            for each in calls
            for place, part in enumerate(each.arguments)
            if part == E
        ]
        return self.renamed(tree) if set(parents) == {("power", 0)} else tree

    def renamed(self, node: Node) -> Node:
        """A node with e for E."""
        if not isinstance(node, Call):
            return Name("e") if node == E else node
        inner = tuple(map(self.renamed, node.arguments))
        return self.placed(Call(node.operation, inner), self.places.get(id(node)))

    def operation(self, operator: ast.AST, python: ast.expr) -> str:
        """The name of an operator, if it is allowed."""
        if type(operator) not in OPERATORS:
            raise FormulaError("This sign is no part of a formula.", self.position(python.col_offset))
        return OPERATORS[type(operator)]


READERS: Mapping[type[ast.AST], Callable[[_Reader, Any], Node]] = MappingProxyType(
    {
        ast.Constant: _Reader.constant,
        ast.Name: _Reader.name,
        ast.BinOp: _Reader.binary,
        ast.UnaryOp: _Reader.unary,
        ast.Compare: _Reader.comparison,
        ast.BoolOp: _Reader.joined,
        ast.Call: _Reader.call,
    }
)
