"""What the session keeps of the functions' pages, besides the values of their widgets."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Showing:
    """A claim that the chart was set to show: whose, its label, and how many came before."""

    function: str = ""
    label: str = ""
    number: int = 0


@dataclass(slots=True)
class FunctionsState:
    """What lasts from one run of a page to the next."""

    showing: Showing = Showing()
    committed: set[str] = field(default_factory=set)  # functions for which a prediction was made
