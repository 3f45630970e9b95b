"""What the session keeps of the page for typed functions, besides the values of its widgets."""

from dataclasses import dataclass

from activations.catalogue import NOTES, FunctionSpec
from activations.formula import DEFAULT_NAME
from ui.runs import Run


@dataclass(slots=True)
class CustomState:
    """What lasts from one run of the page to the next."""

    formula: str = ""  # the last that could be read
    name: str = DEFAULT_NAME  # the last that could be taken
    given: str | None = None  # the formula as the address gave it when the page opened
    race: Run | None = None  # against the functions of the notes, unless it was stopped
    looked_at: tuple[FunctionSpec, float] = (
        FunctionSpec(NOTES[0]),
        0.0,
    )  # and the probe
