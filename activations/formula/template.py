"""What the code to take away says whatever the formula, and which names it therefore keeps for itself."""

import ast
import builtins
import keyword
import re
from collections.abc import Mapping

from activations.formula.errors import FormulaError

LONGEST_NAME = 16
BASE = """\
import math

import torch
from torch import nn


class ActivationFunction(nn.Module):
    def __init__(self):
        super().__init__()
        self.name = self.__class__.__name__
        self.config = {"name": self.name}
"""
TRIAL = """\
x = torch.linspace(-3, 3, 7, requires_grad=True)
y = {name}()(x)
print(y)
if y.requires_grad:  # a function of flat pieces gives autograd nothing to do
    y.sum().backward()
    print(x.grad)
"""


def module(name: str, parameters: Mapping[str, float], result: str) -> str:
    """Write a module that defines a function's class and tries it, from what `definition` takes."""
    return f"{definition(name, parameters, result)}\n\n{TRIAL.format(name=name)}"


def definition(name: str, parameters: Mapping[str, float], result: str) -> str:
    """Write a module that defines a function's class.

    Args:
        name: of the class.
        parameters: the name of each parameter and its default.
        result: what the class computes from x and the parameters, their names as `beside` spells them.
    """
    lines = [f"class {name}(ActivationFunction):"]
    if parameters:
        arguments = "".join(f", {beside(each)}={value!r}" for each, value in parameters.items())
        lines += [f"    def __init__(self{arguments}):", "        super().__init__()"]
        lines += [f'        self.config["{each}"] = {beside(each)}' for each in parameters] + [""]
    lines += ["    def forward(self, x):"]
    lines += [f'        {beside(each)} = x.new_tensor(self.config["{each}"])' for each in parameters]
    lines += [f"        return {result}"]
    base = BASE if "math." in result else BASE.replace("import math\n\n", "")
    return "\n".join([base, "", *lines, ""])


def beside(parameter: str) -> str:
    """A parameter's name in the code, with a line behind it where Python or the code has it already."""
    return f"{parameter}_" if is_taken(parameter) else parameter


def is_taken(name: str) -> bool:
    """Whether a name means something in Python, or in the code to take away."""
    return keyword.iskeyword(name) or name in TAKEN


def checked_name(name: str) -> str:
    """Return a function's name when it can also name a class in the code to take away.

    Raises:
        FormulaError: when it cannot.
    """
    if not re.fullmatch(rf"[A-Za-z][A-Za-z0-9]{{0,{LONGEST_NAME - 1}}}", name):
        raise FormulaError(f"A name has 1 to {LONGEST_NAME} letters and digits, a letter first.")
    if is_taken(name):
        raise FormulaError(f"`{name}` means something in Python or in the code to take away; choose another.")
    return name


def _names_in(code: str) -> frozenset[str]:
    """All that a module imports, defines or uses by its name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name) | ast.ClassDef(name=name) | ast.alias(name=name):
                found.add(name)
    return frozenset(found)


EXAMPLE = "Mine"
TAKEN = frozenset(dir(builtins)) | _names_in(module(EXAMPLE, {}, "math.pi * x")) - {EXAMPLE}
