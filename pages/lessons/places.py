"""Where a class is in a lesson, as the address says it: `lesson=why-gradients-vanish.3`."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from content.lesson import Lesson, Step, lessons
from content.loader import fill, page
from pages.lessons.addresses import opened
from pages.lessons.state import PLACE, LessonState
from ui import links
from ui.session import state


@dataclass(frozen=True, slots=True)
class Place:
    """A step of a lesson; `number` counts from 1."""

    lesson: Lesson
    number: int

    @property
    def step(self) -> Step:
        """What is shown here."""
        return self.lesson.steps[self.number - 1]

    @property
    def name(self) -> str:
        """As the address says it."""
        return f"{self.lesson.key}.{self.number}"

    @property
    def minutes_before(self) -> int:
        """How long the steps before this one take."""
        return sum(step.minutes for step in self.lesson.steps[: self.number - 1])

    @property
    def next(self) -> "Place | None":
        """The step after this one."""
        is_last = self.number == len(self.lesson.steps)
        return None if is_last else Place(self.lesson, self.number + 1)

    @property
    def previous(self) -> "Place | None":
        """The step before this one."""
        return None if self.number == 1 else Place(self.lesson, self.number - 1)

    @property
    def parameters(self) -> dict[str, str]:
        """All that the address of this step says."""
        return {**opened(self.step.open).parameters, PLACE: self.name}

    @property
    def address(self) -> str:
        """The whole address, below that of the lab."""
        return f"{opened(self.step.open).path}?{urlencode(self.parameters)}"


def known() -> Mapping[str, Lesson]:
    """The lessons of the lab, and those that this session has brought."""
    return {**lessons(), **state(LessonState).own}


def place_of(text: str) -> Place | None:
    """The place that a text names, or None when there is none such."""
    key, _, number = text.rpartition(".")
    lesson = known().get(key)
    found = links.whole_number(number, 1, len(lesson.steps)) if lesson else None
    return Place(lesson, found) if lesson and found and f"{key}.{found}" == text else None


def here() -> Place | None:
    """Where the address says that this session is; a complaint when there is no such place."""
    said = st.query_params.get_all(PLACE)
    if not said:
        return None
    found = place_of(said[0]) if len(said) == 1 else None
    if found is None:
        values = {"value": links.harmless(", ".join(said)), "lessons": ", ".join(known())}
        st.warning(fill(page("lessons").texts["place.unknown"], values), icon=":material/link_off:")
    return found
