"""What happened to the units of a network, in words: deaths, what killed them, and who came back."""

import numpy as np
import streamlit as st

from content.loader import fill, page
from experiments.dead_neurons import unit_activity
from experiments.dead_neurons.unit_activity import Stretch, UnitActivity
from experiments.training.train import TrainingHistory
from pages.dead_neurons import unit_choice
from pages.dead_neurons.state import DeadNeuronsState
from ui import scrubber
from ui.cache.dead_neurons import unit_activity_of
from ui.session import state


def jump(layer: int, unit: int, step: int) -> None:
    """Choose a unit (from 0) and go to a step; for a button."""
    unit_choice.take_lamp(layer + 1, unit + 1)
    scrubber.go_to(step)
    state(DeadNeuronsState).jumps += 1


def summary(found: UnitActivity) -> None:
    """Count births, deaths and returns, with buttons that lead to one of each."""
    labels = page("dead-neurons").texts
    stretches = found.stretches()
    deaths = [each for each in stretches if each.begin > 0]
    returns = [each for each in stretches if each.end is not None]
    values = {
        "units": found.active[0].size,
        "born": int(found.is_dead[0].sum()),
        "deaths": len(deaths),
        "returns": len(returns),
        "last": int(found.is_dead[-1].sum()),
    }
    st.markdown(fill(labels["summary"], values))
    with st.container(horizontal=True, gap="small"):
        _button("go.deadliest", _deadliest(found, deaths), found, of_begin=True)
        _button("go.return", _longest([e for e in returns if e.begin > 0] or returns, found), found)


def story(history: TrainingHistory, layer: int, unit: int) -> str:
    """Tell one unit's story: when it died, of what, and whether it can come back or did."""
    labels = page("dead-neurons").texts
    found = unit_activity_of(history)
    mine = [each for each in found.stretches() if (each.layer, each.unit) == (layer, unit)]
    values: dict[str, object] = {
        "layer": layer + 1,
        "unit": unit + 1,
        "points": found.points,
        "active": int(found.active[-1, layer, unit]),
        "times": ", ".join(_time(found, each) for each in mine),
    }
    if not mine:
        return fill(labels["story.alive"], values)
    last = mine[-1]
    parts = [labels["story.times"]]
    if last.begin == 0:
        parts.append(labels["story.born"])
    else:
        cause = unit_activity.cause(history, found, last)
        is_comparable = np.isfinite(cause.usual) and cause.usual > 0
        factor = cause.size / cause.usual if is_comparable else 0.0
        values |= {"step": cause.step, "size": cause.size, "factor": factor}
        parts.append(labels["story.killed.usual" if is_comparable else "story.killed"])
        if layer > 0:
            enough = f"{'own' if cause.own_alone else ''}{'inputs' if cause.inputs_alone else ''}"
            parts.append(labels[f"story.enough.{enough or 'neither'}"])
    values |= {"end": _step(found, last.end), "moved": _moved_while_dead(found, last)}
    parts.append(labels[f"story.own.{'moved' if values['moved'] else 'still'}"])
    parts.append(labels[f"story.{_outlook(found, last)}"])
    return fill(" ".join(parts), values)


def _outlook(found: UnitActivity, death: Stretch) -> str:
    """Whether the unit came back, or can: the first layer's inputs never move, a dead layer shuts the way."""
    if death.end is not None:
        return "returned"
    if death.layer == 0:
        return "first-layer"
    return "open" if found.can_inputs_move(-1, death.layer) else "shut"


def _moved_while_dead(found: UnitActivity, death: Stretch) -> float:
    """How far its own weights and bias went in the updates that began while it was dead."""
    end = len(found.steps) if death.end is None else death.end + 1
    return float(found.updates[death.begin + 1 : end, death.layer, death.unit].sum())


def _time(found: UnitActivity, death: Stretch) -> str:
    labels = page("dead-neurons").texts
    values = {"begin": _step(found, death.begin), "end": _step(found, death.end) - 1}
    name = "open" if death.end is None else "one" if values["begin"] == values["end"] else "closed"
    return fill(labels[f"time.{name}"], values)


def _step(found: UnitActivity, row: int | None) -> int:
    return int(found.steps[-1 if row is None else row])


def _deadliest(found: UnitActivity, deaths: list[Stretch]) -> Stretch | None:
    """A death that lasted, of the update that killed most units for good."""
    lasting = [each for each in deaths if each.end is None] or deaths
    begins = [each.begin for each in lasting]
    return max(lasting, key=lambda each: begins.count(each.begin), default=None)


def _longest(stretches: list[Stretch], found: UnitActivity) -> Stretch | None:
    return max(stretches, key=lambda each: _step(found, each.end) - each.begin, default=None)


def _button(name: str, target: Stretch | None, found: UnitActivity, of_begin: bool = False) -> None:
    """A button that leads to the step at which a unit died (`of_begin`) or came back."""
    labels = page("dead-neurons").texts
    layer, unit, step = (0, 0, 0)
    if target is not None:
        layer, unit = target.layer, target.unit
        step = _step(found, target.begin if of_begin else target.end)
    st.button(
        labels[name],
        key=name,
        on_click=jump,
        args=(layer, unit, step),
        disabled=target is None,
        help=labels[f"{name}.help"],
    )
