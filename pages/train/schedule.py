"""How far a run is taken: in one go, step by step, or on from where it stands at another learning rate."""

from dataclasses import replace

import streamlit as st

from activations.catalogue import plain
from content.loader import page
from experiments.training.train import LIMITS, TrainingHistory, TrainingSpec
from pages.train.controls import RATE
from pages.train.state import TrainState
from ui import links
from ui.session import state

Course = tuple[tuple[int, float], ...]  # (until which step, at which learning rate), in order
MOST = int(LIMITS["steps"].high)
COURSE = "course"  # in the address, without a widget
NONE: Course = ()


def adopt() -> Course:
    """Take the course over from the address when the page opens, and when the reader goes back."""
    return links.adopt(COURSE, NONE, parse, page("train").texts["course.allowed"])


def applied(spec: TrainingSpec, course: Course) -> TrainingSpec:
    """The specification of the controls, taken as far as the course says, if there is one."""
    if not course:
        return spec
    ends, rates = zip(*course, strict=True)
    changes = tuple(zip(ends, rates[1:], strict=False))
    return replace(spec, steps=ends[-1], learning_rate=rates[0], rate_changes=changes)


def publish(course: Course) -> None:
    """Write the course into the address."""
    links.publish(COURSE, ",".join(f"{until}:{plain(rate)}" for until, rate in course), "")


def start_over() -> None:
    """Forget the course: the next run goes through the steps of the controls from the start; for a button."""
    _ask(NONE)


def back_to_the_start() -> None:
    """Show the networks before their first step; for a button."""
    _ask(((0, _rate()),))


def go_on(history: TrainingHistory, steps: int) -> None:
    """Take the run so many steps further, at the rate that the slider shows now; for a button."""
    spec, completed = history.spec, history.completed_steps
    changes = [(step, rate) for step, rate in spec.rate_changes if step < completed]
    ends = [*(step for step, _ in changes), completed]
    rates = [spec.learning_rate, *(rate for _, rate in changes)]
    parts = list(zip(ends, rates, strict=True))
    rate = _rate()
    if parts[-1][1] == rate or completed == 0:
        parts.pop()
    _ask((*parts, (min(MOST, completed + steps), rate)))


def parse(text: str) -> Course | None:
    """The course that an address such as `120:0.05,420:0.5` spells, or None when it spells none."""
    parts: list[tuple[int, float]] = []
    for entry in text.split(","):
        until, _, rate = entry.partition(":")
        end = links.whole_number(until, 0, MOST)
        speed = links.number(rate, LIMITS["learning_rate"].low, LIMITS["learning_rate"].high)
        if end is None or speed is None or (parts and end <= parts[-1][0]):
            return None
        parts.append((end, speed))
    return tuple(parts)


def _rate() -> float:
    """Where the slider stands when a button is pressed."""
    rate: float = st.session_state[RATE]
    return rate


def _ask(course: Course) -> None:
    st.session_state[COURSE] = course
    state(TrainState).is_asked = True
