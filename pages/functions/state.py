"""What the session keeps of the functions' pages."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Showing:
    """A claim that the chart was set to show: whose, its label, and the how manieth it is."""

    function: str = ""
    label: str = ""
    number: int = 0


@dataclass(slots=True)
class FunctionsState:
    """What lasts from one run of a page to the next, besides the values of its widgets.

    Args:
        showing: what the chart shows.
        committed: the functions for which the reader has committed to a prediction.
    """

    showing: Showing = Showing()
    committed: set[str] = field(default_factory=set)
