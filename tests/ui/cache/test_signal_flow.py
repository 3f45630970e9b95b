"""Sizes of untrained networks are measured once for everybody, and whoever waits for them may leave."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import numpy as np
import pytest

from experiments.signal_flow.flow import SignalFlowSpec, sizes
from ui.cache.signal_flow import finished_sizes, finished_sweep, measure_sweep, sizes_of

WAIT = 60.0  # seconds at most
SCALES = (0.5, 1.0, 2.0)


class LeavingError(Exception):
    """What Streamlit raises where a script writes after the reader has moved a control."""


def test_work_that_its_reader_leaves_ends_at_once_and_keeps_nothing() -> None:
    spec = SignalFlowSpec(depth=3, width=8, seeds=2, seed=71)
    told: list[float] = []

    def move_at_the_second(share: float) -> None:
        told.append(share)
        if len(told) == 2:
            raise LeavingError

    with pytest.raises(LeavingError):
        measure_sweep(spec, SCALES, move_at_the_second)
    assert told == [pytest.approx(1 / 3), pytest.approx(2 / 3)]
    assert finished_sweep(spec, SCALES) is None
    measure_sweep(spec, SCALES, told.append)
    found = finished_sweep(spec, SCALES)
    assert found is not None
    assert np.array_equal(found, sizes(spec, SCALES))


def test_the_largest_setting_reports_often_enough_to_be_left(monkeypatch: pytest.MonkeyPatch) -> None:
    # as if it filled the memory
    monkeypatch.setattr("experiments.signal_flow.flow.MOST_BYTES", 4 * 3 * 8 * 8)
    spec = SignalFlowSpec(depth=3, width=8, seeds=5, seed=72)
    told: list[float] = []
    sizes_of(spec, told.append)
    assert told == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert finished_sizes(spec) is not None
    told.clear()
    sizes_of(spec, told.append)
    assert told == [1.0]  # so that a bar goes also where nothing is left to do


def test_who_waits_for_somebody_elses_work_hears_how_far_it_is_and_may_leave() -> None:
    spec = SignalFlowSpec(depth=3, width=8, seeds=2, seed=73)
    begun, may_end = Event(), Event()

    def work(share: float) -> None:
        begun.set()
        may_end.wait(WAIT)

    heard: list[float] = []

    def hear(share: float) -> None:
        heard.append(share)
        raise LeavingError

    with ThreadPoolExecutor(1) as other:
        working = other.submit(measure_sweep, spec, SCALES, work)
        assert begun.wait(WAIT)
        with pytest.raises(LeavingError):
            measure_sweep(spec, SCALES, hear)
        may_end.set()
        working.result(WAIT)
    assert heard == [pytest.approx(1 / 3)]
    assert finished_sweep(spec, SCALES) is not None
