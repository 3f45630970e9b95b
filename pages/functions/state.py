"""What the session keeps of the functions' pages, besides the values of their widgets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from activations.catalogue import NOTES, FunctionSpec


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """The claim that the chart was moved to show, and where the sliders stood before."""

    claim: str
    before: Mapping[str, float]


@dataclass(slots=True)
class FunctionsState:
    """What lasts from one run of a page to the next."""

    shown: ShownClaim | None = None
    looked_at: tuple[FunctionSpec, float] = (
        FunctionSpec(NOTES[0]),
        0.0,
    )  # and the probe
    committed: set[str] = field(default_factory=set)  # functions for which a prediction was made
