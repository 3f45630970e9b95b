"""The program of one function: its class, its slope in two ways, its curve."""

import re

from activations.catalogue import OWN, FunctionSpec
from activations.formula.function import FormulaFunction
from activations.formula.notebook import class_code
from activations.sweep import WINDOW
from handouts.program import Program, chosen, class_of, constants, program, source_of

DISTANCE = 1e-5  # between the points of a finite difference


def written_class(function: FunctionSpec, used: str) -> tuple[str, str]:
    """Write a module with the class of a function, and how one is made: `LeakyReLU(alpha=0.2)`.

    Args:
        function: whose class.
        used: the code around it; no class takes a name that means something there.
    """
    typed, name = function.create(), function.title
    if isinstance(typed, FormulaFunction):
        name = f"{name}Function" if re.search(rf"\b{name}\b", used) else name
        return re.sub(rf"\b{function.title}\b", name, class_code(typed)), f"{name}()"
    values = ", ".join(f"{each}={value!r}" for each, value in function.hyperparameters)
    return class_of(source_of("functions"), name), f"{name}({values})"


def function_program(function: FunctionSpec, x: float) -> Program:
    """Write the program that looks at a function: closely at x, and at its whole curve."""
    flags = {"TYPED"} if function.key == OWN else set()
    slopes, curve = chosen(source_of("slopes"), flags), source_of("curve")
    settings = constants(
        source_of("function_settings"), {"X": x, "REACH": WINDOW, "DISTANCE": DISTANCE}, slopes
    )
    source, call = written_class(function, slopes + curve)
    function_section = [source, f"FUNCTION = {call}\n"]
    return program({"look": [settings], "class": function_section, "slopes": [slopes], "curve": [curve]})


def file_name(function: FunctionSpec) -> str:
    """A name that tells the function, without an ending."""
    return function.title.lower() if function.key == OWN else function.key
