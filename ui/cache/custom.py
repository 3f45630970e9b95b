"""What is computed of typed functions once for everybody; few are kept, since readers type without end."""

import numpy as np

from activations.catalogue import FunctionSpec
from activations.custom_sweep import sweep_of
from activations.derivatives import curve
from activations.formula.derivative import derivative
from activations.formula.function import FormulaFunction
from activations.formula.latex import LATEX
from activations.formula.notebook import code
from activations.formula.tree import Call, each_once
from activations.measured.rough_places import RoughPlaces, rough_places
from activations.sweep import WINDOW
from experiments.claims.examining import QUESTIONS, Verdict, ask
from ui.cache.functions import survey_of
from ui.cache.remembered import remembered

KEPT = 100
LONGEST = 1_000  # characters of LaTeX that can still be read


curves_of = remembered(KEPT)(sweep_of)


@remembered(KEPT)
def rough_places_of(function: FunctionSpec) -> RoughPlaces:
    """Where a function has kinks, jumps, poles, and floats that are not finite."""
    return rough_places(function.create(), survey_of(function))


def chooses(function: FunctionSpec) -> bool:
    """Whether a formula has a `where`, which takes one of two branches."""
    tree = _typed(function).tree
    return any(isinstance(node, Call) and node.operation == "where" for node in each_once(tree))


@remembered(KEPT)
def typeset(function: FunctionSpec) -> tuple[str, str | None]:
    """LaTeX of a formula and of its derivative; None where that is too long to be read."""
    typed = _typed(function)
    slope = LATEX.written_within(derivative(typed.tree), LONGEST)
    return f"f(x) = {LATEX.written(typed.tree)}", slope and f"f'(x) = {slope}"


@remembered(KEPT)
def disagreement(function: FunctionSpec) -> float:
    """The largest difference over ±8 between the slope in symbols and autograd's, at points beside all kinks.

    Points where either is not finite are left out; ∞ when these are all.
    """
    x = np.linspace(-WINDOW, WINDOW, 400) + 1e-3 / np.pi
    typed = _typed(function)
    with np.errstate(all="ignore"):
        differences = np.abs(typed.slope_in_symbols(x) - curve(typed, x).slope)
    finite = differences[np.isfinite(differences)]
    return float(finite.max()) if finite.size else np.inf


@remembered(KEPT)
def answers_of_curve(function: FunctionSpec) -> tuple[Verdict, ...]:
    """What the notes' questions that only look at a curve find of a function."""
    return tuple(
        ask(claim_id, function) for claim_id, question in QUESTIONS.items() if not question.of_networks
    )


def notebook_code(function: FunctionSpec) -> str:
    """The code of a function, to paste into a notebook."""
    return code(_typed(function))


def _typed(function: FunctionSpec) -> FormulaFunction:
    typed = function.create()
    assert isinstance(typed, FormulaFunction)  # noqa: S101 (for the type checker)
    return typed
