"""What the session keeps of the page for typed functions."""

from dataclasses import dataclass

from activations.formula import DEFAULT_NAME
from ui.runs import Run


@dataclass(slots=True)
class CustomState:
    """What lasts from one run of the page to the next, besides the values of its widgets.

    Args:
        formula: the last one that could be read.
        name: the last one that could be taken.
        given: the formula as the address gave it when the page opened.
        race: the run against the functions of the notes that was asked for last, unless it was stopped.
    """

    formula: str = ""
    name: str = DEFAULT_NAME
    given: str | None = None
    race: Run | None = None
