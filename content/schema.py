"""What a content file becomes once it is read: frozen data, no behaviour beyond simple look-ups."""

from collections.abc import Mapping
from dataclasses import dataclass

# Options are written with the rounding of prose: this share of the measured number.
ROUNDING = 0.05


@dataclass(frozen=True, slots=True)
class Section:
    """A titled piece of Markdown."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A cited work; `link` is its DOI's address, or else the address where it can be read."""

    authors: str
    year: int
    title: str
    venue: str
    link: str


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to the prediction, and the number that would have to be measured for it to be right."""

    text: str
    value: float


@dataclass(frozen=True, slots=True)
class Prediction:
    """A question that the reader answers before it is explained; `asks` names the number that decides it."""

    prompt: str
    asks: str
    options: tuple[Option, ...]
    explanation: str

    def answers(self, measured: float) -> tuple[int, ...]:
        """Positions of the options that agree with the measured number; a sound question has exactly one."""
        return tuple(
            position
            for position, option in enumerate(self.options)
            if abs(option.value - measured) <= ROUNDING * abs(measured)
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of the course notes beside what holds up, with the control that shows it.

    `show` sets the chart (x is the probe, the rest are parameters), `open` is an address of the app; a claim
    that rests on the literature has neither, and then `label`, the button's words, is empty. A fact about a
    function that the notes leave out is the same without `notes`.
    """

    id: str
    notes: str
    text: str
    show: Mapping[str, float] | None
    open: str | None
    label: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FunctionPage:
    """The text of one activation function's page; `sources` are all works that it cites.

    A function of the notes has their claims, any other one has facts, and each has nothing of the other.
    """

    key: str
    question: str
    summary: str
    formula: str
    slope_formula: str
    prediction: Prediction
    claims: tuple[Claim, ...]
    facts: tuple[Claim, ...]
    as_written: str
    sections: tuple[Section, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The text of any other page; `texts` are its labels, helps and messages by dotted key."""

    question: str
    introduction: str
    texts: Mapping[str, str]
    sections: tuple[Section, ...]
    sources: tuple[str, ...]
