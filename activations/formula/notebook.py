"""The code of a formula's function, in the style of the course notes, to paste into a notebook."""

from activations.formula.function import FormulaFunction
from activations.formula.notation import ATOM, NEGATIVE, Notation
from activations.formula.numbers_in import MATH, numbers_in
from activations.formula.template import beside, definition, module
from activations.formula.tree import CONSTANTS, Call, Name, Node, Number, X, parameters_in

TORCH = {
    **{
        name: f"torch.{name}"
        for name in ("exp", "expm1", "log", "log1p", "sqrt", "abs", "sign", "sin", "cos")
    },
    **{name: f"torch.{name}" for name in ("sinh", "cosh", "asinh")},
    **{name: f"torch.{name}" for name in ("tanh", "atan", "erf", "sigmoid", "relu", "where")},
    **{"min": "torch.minimum", "max": "torch.maximum", "clip": "torch.clamp"},
    **{"and": "torch.logical_and", "or": "torch.logical_or", "not": "torch.logical_not"},
}
WHOLE = 1_000  # smaller whole numbers are written without a point
ARITHMETIC = ("add", "subtract", "multiply", "divide", "power", "negate")


class Code(Notation):
    """PyTorch: the operations of `computation`, where x and the parameters are tensors."""

    def spelled(self, node: Node) -> tuple[str, int]:
        match node:
            case Number(value) if value.is_integer() and value < WHOLE:
                return str(int(value)), ATOM
            case Call() if not node.names:
                return FLOATS.spelled(node)
            case Call("indicator", (truth,)):
                return f"{self.written(truth, ATOM)}.to(x.dtype)", ATOM
            case Call("and" | "or" | "not" as operation, arguments):
                return self.call(operation, arguments), ATOM
            case _:
                return super().spelled(node)

    def name(self, name: str) -> str:
        if name in CONSTANTS:
            return f"math.{name}"
        return name if name == X.name else beside(name)

    def call(self, operation: str, arguments: tuple[Node, ...]) -> str:
        inner = ", ".join(map(self.tensor, arguments))
        if operation == "softplus":
            return f"nn.functional.softplus({inner}, threshold=40)"
        return f"{TORCH[operation]}({inner})"

    def tensor(self, node: Node) -> str:
        """An argument of one of PyTorch's functions, which take no plain numbers."""
        if node.names:
            return self.written(node)
        number = self.written(node)
        return f"torch.tensor({number})" if number in ("True", "False") else f"x.new_tensor({number})"


class Floats(Notation):
    """A part without names as Python computes it; its numbers are floats, because 10 ** 30 fits no tensor."""

    def spelled(self, node: Node) -> tuple[str, int]:
        match node:
            case Call(operation, _) if operation not in (*ARITHMETIC, *MATH):
                value = numbers_in(node)[id(node)]
                return repr(value), NEGATIVE if value < 0 else ATOM
            case Name(name):
                return f"math.{name}", ATOM
            case _:
                return super().spelled(node)

    def number(self, value: float) -> str:
        return repr(value)

    def call(self, operation: str, arguments: tuple[Node, ...]) -> str:
        return f"math.{super().call(operation, arguments)}"


FLOATS = Floats()


def code(function: FormulaFunction) -> str:
    """Write a module that defines and tries a function, and runs as it stands.

    Args:
        function: its parameters become the defaults of the class.
    """
    return module(*_parts(function))


def class_code(function: FormulaFunction) -> str:
    """Write a module that defines a function, as `code`, and does nothing with it."""
    return definition(*_parts(function))


def _parts(function: FormulaFunction) -> tuple[str, dict[str, float], str]:
    """Its name, the defaults of its parameters, and what it computes."""
    parameters = {name: function.config[name] for name in parameters_in(function.tree)}
    formula = Code().written(function.tree)
    result = formula if X.name in function.tree.names else f"torch.zeros_like(x) + {formula}"
    return function.name, parameters, result
