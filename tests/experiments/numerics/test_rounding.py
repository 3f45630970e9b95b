"""Relative errors over all floats: a few roundings for the form that runs, what mpmath says for the other."""

import mpmath
import numpy as np
import pytest
import torch

from activations.catalogue import CATALOGUE, FunctionSpec
from activations.derivatives import curve
from experiments.numerics.breakdown import PARTS
from experiments.numerics.forms import FORMATS
from experiments.numerics.rounding import error_course, place_of
from tests.activations.references import CASES, Case

# The largest error in units of the last place of 1; GELU's in double is that of the argument of erfc.
ROUNDINGS = {"bfloat16": 2, "float32": 4, "float64": 200}


@pytest.mark.parametrize("precision", FORMATS)
@pytest.mark.parametrize("key", CATALOGUE)
def test_the_form_that_runs_is_right_for_every_float(key: str, precision: str) -> None:
    course = error_course(FunctionSpec(key), precision)
    eps = torch.finfo(FORMATS[precision][0]).eps
    for errors in course.runs.values():
        assert not np.isinf(errors).any()
        assert np.nanmax(errors) <= ROUNDINGS[precision] * eps


def is_written(case: Case) -> bool:
    """Whether the written form has all parameters of the case, or they are at their default."""
    return not FunctionSpec(case.key, tuple(case.parameters.items())).hyperparameters or not (
        set(case.parameters) - {each.name for each in CATALOGUE[case.key].as_written.hyperparameters}
    )


@pytest.mark.parametrize("case", [case for case in CASES if is_written(case)], ids=lambda case: case.label)
def test_errors_are_those_of_mpmath(case: Case) -> None:
    known = {each.name for each in CATALOGUE[case.key].as_written.hyperparameters}
    written = {name: value for name, value in case.parameters.items() if name in known}
    course = error_course(FunctionSpec(case.key, tuple(case.parameters.items())), "float32")
    here = curve(CATALOGUE[case.key].as_written(**written), course.x.astype(np.float32))
    for part in PARTS:
        got = getattr(here, part)
        for index in range(0, len(course.x), 7):
            exact = getattr(case, part)(mpmath.mpf(float(course.x[index])))
            if not 1.2e-38 < abs(exact) < 3.4e38:
                continue
            error = abs(mpmath.mpf(float(got[index])) - exact) / abs(exact)
            expected = float(error) if np.isfinite(got[index]) else np.inf
            assert course.written[part][index] == pytest.approx(expected, rel=1e-3, abs=1e-15)


@pytest.mark.parametrize("precision", FORMATS)
def test_points_reach_from_the_lowest_float_to_the_largest_and_stand_in_order(precision: str) -> None:
    course = error_course(FunctionSpec("relu"), precision)
    limits = torch.finfo(FORMATS[precision][0])
    assert course.x[-1] == pytest.approx(limits.max, rel=0.01)
    assert np.abs(course.x).min() == pytest.approx(limits.tiny, rel=0.01)
    assert (np.diff(course.place) >= 0).all()
    assert course.place == pytest.approx(-course.place[::-1])


def test_the_axis_gives_room_to_the_middle_and_stands_at_zero_in_zero() -> None:
    places = place_of(np.array([-1.0, 0.0, 1.0, 100.0, 1e36, 1e38]), "float32")
    assert places[1] == 0
    assert places[0] == -places[2]
    assert places[3] - places[2] > 10 * (places[5] - places[4])
