"""Where the written forms break: against trying every float, logarithms, and the neighbouring floats."""

import math
from collections.abc import Callable

import mpmath
import numpy as np
import pytest
import torch
from torch import nn

from activations.catalogue import CATALOGUE, FunctionSpec
from experiments.numerics.breakdown import Breakdown, breakdowns
from experiments.numerics.forms import FORMATS
from tests.activations.references import CASES

SUSPECTS, SPARSE = 1000, 20  # nearest to ±1 all are tried, farther out every twentieth, and the last
LARGEST = {name: math.log(torch.finfo(dtype).max) for name, (dtype, _) in FORMATS.items()}


def found_in(key: str, precision: str) -> dict[tuple[str, str, str], Breakdown]:
    breaks = breakdowns(FunctionSpec(key), precision)
    return {(each.part, each.ending, each.side): each for each in breaks}


def evaluated(function: nn.Module, x: torch.Tensor) -> dict[str, torch.Tensor]:
    points = x.clone().requires_grad_()
    value = function(points)
    (slope,) = torch.autograd.grad(value.sum(), points, materialize_grads=True)
    return {"value": value.detach(), "slope": slope}


def ends(got: float, truth: mpmath.mpf, dtype: torch.dtype) -> str | None:
    """How a result ends that should have been an ordinary number."""
    limits = torch.finfo(dtype)
    if math.isnan(got):
        return "nan"
    if math.isinf(got) and abs(truth) <= limits.max:
        return "infinite"
    return "zero" if got == 0 and abs(truth) >= limits.tiny else None


SIDES: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "left": lambda x: x <= -1,
    "left_of_zero": lambda x: (x >= -1) & (x < 0),
    "right_of_zero": lambda x: (x > 0) & (x <= 1),
    "right": lambda x: x >= 1,
}


@pytest.mark.slow
@pytest.mark.parametrize("key", CATALOGUE)
def test_in_bfloat16_the_search_finds_what_trying_every_float_finds(key: str) -> None:
    every = torch.arange(-(2**15), 2**15, dtype=torch.int32).to(torch.int16).view(torch.bfloat16)
    every = every[~every.isnan() & (every != 0)]
    got = evaluated(CATALOGUE[key].as_written(), every)
    case = next(case for case in CASES if case.key == key and set(case.parameters.values()) <= {0.01, 1.0})
    expected: dict[tuple[str, str, str], float] = {}
    numbers = every.double()
    for side, belongs in SIDES.items():
        places = torch.nonzero(belongs(numbers)).flatten()
        order = places[(numbers[places].abs().log()).abs().argsort(stable=True)]
        for part in ("value", "slope"):
            suspects = order[(got[part][order] == 0) | ~got[part][order].isfinite()].tolist()
            for place in suspects[:SUSPECTS] + suspects[SUSPECTS:-1:SPARSE] + suspects[-1:]:
                x = float(numbers[place])
                truth = getattr(case, part)(mpmath.mpf(x)) if math.isfinite(x) else mpmath.mpf(0)
                ending = ends(float(got[part][place]), truth, torch.bfloat16)
                if ending is not None and not (math.isinf(x) and ending == "infinite"):
                    expected.setdefault((part, ending, side), x)
    assert {way: each.x for way, each in found_in(key, "bfloat16").items()} == expected


@pytest.mark.slow
@pytest.mark.parametrize("precision", FORMATS)
@pytest.mark.parametrize(
    ("key", "way", "sign"),
    [
        ("sigmoid", ("slope", "nan", "left"), -1),
        ("tanh", ("value", "nan", "left"), -1),
        ("tanh", ("slope", "nan", "right"), 1),
        ("elu", ("slope", "nan", "right"), 1),
        ("selu", ("slope", "nan", "right"), 1),
        ("softplus", ("value", "infinite", "right"), 1),
        ("mish", ("slope", "nan", "right"), 1),
    ],
)
def test_nan_begins_at_the_first_float_beyond_the_logarithm_of_the_largest(
    key: str, way: tuple[str, str, str], sign: int, precision: str
) -> None:
    x = sign * found_in(key, precision)[way].x
    dtype, whole = FORMATS[precision]
    before = (torch.tensor(x, dtype=dtype).view(whole) - 1).view(dtype)
    assert float(before) <= LARGEST[precision] < x + 4 * torch.finfo(dtype).eps * x
    assert float(before) < LARGEST[precision] * (1 + torch.finfo(dtype).eps)


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize(
    ("key", "part", "side"),
    [("tanh", "value", "left_of_zero"), ("tanh", "value", "right_of_zero"), ("elu", "value", "left_of_zero")],
)
def test_tiny_numbers_are_lost_from_a_quarter_of_the_rounding_of_one_on(
    key: str, part: str, side: str, precision: str
) -> None:
    eps = np.finfo(precision).eps
    assert abs(found_in(key, precision)[part, "zero", side].x) == eps / 4


@pytest.mark.parametrize(("precision", "eps"), [("float32", 2**-24), ("float64", 2**-53)])
@pytest.mark.parametrize("key", ["softplus", "mish"])
def test_one_swallows_an_exponential_below_half_a_rounding(key: str, precision: str, eps: float) -> None:
    assert found_in(key, precision)["value", "zero", "left"].x == pytest.approx(math.log(eps), rel=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize("precision", FORMATS)
@pytest.mark.parametrize("key", CATALOGUE)
def test_the_neighbour_on_the_way_from_one_is_still_right(key: str, precision: str) -> None:
    dtype, whole = FORMATS[precision]
    for (part, ending, _), each in found_in(key, precision).items():
        here = torch.tensor([each.x], dtype=dtype)
        outwards = 1 if abs(each.x) > 1 else -1
        before = (here.view(whole) - outwards).view(dtype)
        safe = CATALOGUE[key].function_class()
        for x, expected in ((here, ending), (before, None)):
            got = float(evaluated(CATALOGUE[key].as_written(), x)[part])
            truth = mpmath.mpf(float(evaluated(safe, x.double())[part]))
            found = ends(got, truth, dtype)
            assert (found == ending) == (expected == ending)


def test_leaky_relu_never_breaks_unless_alpha_is_zero() -> None:
    assert breakdowns(FunctionSpec("leaky-relu"), "float32") == ()
    (only,) = breakdowns(FunctionSpec.parse("leaky-relu:alpha=0"), "float32")
    assert (only.part, only.ending, only.x) == ("value", "nan", -math.inf)


def test_a_parameter_that_the_written_form_lacks_changes_nothing() -> None:
    places = [
        [(each.part, each.ending, each.x) for each in breakdowns(FunctionSpec.parse(text), "float32")]
        for text in ("elu", "elu:alpha=2")
    ]
    assert places[0] == places[1] != []
