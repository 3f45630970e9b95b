"""The code of a formula's function, in the style of the course notes, to paste into a notebook."""

from activations.formula.function import FormulaFunction
from activations.formula.notation import ATOM, Notation
from activations.formula.tree import CONSTANTS, Call, Node, Number, X, names_in, parameters_in

BASE = """\
import math

import torch
import torch.nn.functional as F
from torch import nn


class ActivationFunction(nn.Module):
    def __init__(self):
        super().__init__()
        self.name = self.__class__.__name__
        self.config = {"name": self.name}
"""
TORCH = {
    **{
        name: f"torch.{name}"
        for name in ("exp", "expm1", "log", "log1p", "sqrt", "abs", "sign", "sin", "cos")
    },
    **{name: f"torch.{name}" for name in ("tanh", "atan", "erf", "sigmoid", "relu", "where")},
    **{"softplus": "F.softplus", "min": "torch.minimum", "max": "torch.maximum", "clip": "torch.clamp"},
    **{"and": "torch.logical_and", "or": "torch.logical_or", "not": "torch.logical_not"},
}
WHOLE = 1_000  # smaller whole numbers are written without a point
MATH = ("exp", "expm1", "log", "log1p", "sqrt", "sin", "cos", "tanh", "atan", "erf")


class Code(Notation):
    """PyTorch, where x and the parameters are tensors and all other numbers are Python's."""

    def spelled(self, node: Node) -> tuple[str, int]:
        match node:
            case Number(value) if value.is_integer() and value < WHOLE:
                return str(int(value)), ATOM
            case Call() if not names_in(node) and not isinstance(self, Floats):
                return Floats().spelled(node)
            case Call("indicator", (truth,)) if names_in(truth):
                return f"{self.written(truth, ATOM)}.to(x.dtype)", ATOM
            case Call("indicator", (truth,)):
                return f"float({self.written(truth)})", ATOM
            case Call("and" | "or" | "not" as operation, arguments) if names_in(node):
                return self.call(operation, arguments), ATOM
            case _:
                return super().spelled(node)

    def name(self, name: str) -> str:
        return f"math.{name}" if name in CONSTANTS else name

    def call(self, operation: str, arguments: tuple[Node, ...]) -> str:
        is_plain = not any(map(names_in, arguments))
        if is_plain and operation in MATH:
            return f"math.{operation}({self.written(arguments[0])})"
        return f"{TORCH[operation]}({', '.join(self.tensor(each) for each in arguments)})"

    def tensor(self, node: Node) -> str:
        """An argument of one of PyTorch's functions, which take no plain numbers."""
        return self.written(node) if names_in(node) else f"torch.as_tensor({self.written(node)})"


class Floats(Code):
    """A part without x and parameters; its whole numbers stay floats, because 10 ** 30 fits no tensor."""

    def spelled(self, node: Node) -> tuple[str, int]:
        return (repr(node.value), ATOM) if isinstance(node, Number) else super().spelled(node)


def code(function: FormulaFunction) -> str:
    """Write a module that defines and tries a function, and runs as it stands.

    Args:
        function: its parameters become the defaults of the class.
    """
    names, config = parameters_in(function.tree), function.config
    arguments = "".join(f", {name}={config[name]!r}" for name in names)
    formula = Code().written(function.tree)
    result = formula if X.name in names_in(function.tree) else f"torch.zeros_like(x) + {formula}"
    lines = [f"class {function.name}(ActivationFunction):"]
    if names:
        lines += [f"    def __init__(self{arguments}):", "        super().__init__()"]
        lines += [f'        self.config["{name}"] = {name}' for name in names] + [""]
    lines += ["    def forward(self, x):"]
    lines += [f'        {name} = x.new_tensor(self.config["{name}"])' for name in names]
    lines += [f"        return {result}"]
    trial = [
        "x = torch.linspace(-3, 3, 7, requires_grad=True)",
        f"y = {function.name}()(x)",
        "print(y)",
        "if y.requires_grad:  # a function of flat pieces gives autograd nothing to do",
        "    y.sum().backward()",
        "    print(x.grad)",
    ]
    return "\n".join([_base(function.tree), "", *lines, "", "", *trial, ""])


def _base(tree: Node) -> str:
    """The base class, with the imports that the formula needs."""
    written, text = Code().written(tree), BASE
    for line, name in (("import math\n\n", "math."), ("import torch.nn.functional as F\n", "F.")):
        text = text if name in written else text.replace(line, "")
    return text
