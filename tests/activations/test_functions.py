"""The functions against exact arithmetic, over every magnitude of float32."""

import inspect
from collections.abc import Callable

import mpmath
import numpy as np
import pytest
import sympy
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy.parsing.sympy_parser import (
    implicit_multiplication_application,
    parse_expr,
    standard_transformations,
)
from torch.nn import functional as F

from activations.catalogue import CATALOGUE, create
from activations.derivatives import curve
from activations.functions.selu import SELU
from tests.activations.references import CASES, Case, each_case, float32_grid, ulps_off

INFINITIES = np.array([-np.inf, np.inf], dtype=np.float32)


@each_case
def test_value_is_within_four_ulp_of_the_exact_one_at_every_magnitude(case: Case) -> None:
    x = float32_grid()
    assert ulps_off(curve(create(case.key, **case.parameters), x).value, case.value, x) <= 4


@each_case
def test_slope_is_within_eight_ulp_of_the_exact_one_at_every_magnitude(case: Case) -> None:
    x = float32_grid()
    assert ulps_off(curve(create(case.key, **case.parameters), x).slope, case.slope, x) <= 8


@each_case
def test_curvature_is_within_half_a_millionth_of_the_exact_one_at_every_magnitude(case: Case) -> None:
    x = float32_grid()
    curvature = curve(create(case.key, **case.parameters), x, order=2).curvature
    assert curvature is not None
    exact = [float(case.curvature(mpmath.mpf(float(point)))) for point in x]
    np.testing.assert_allclose(curvature, exact, rtol=0, atol=5e-7)


@pytest.mark.parametrize(
    ("key", "parameters", "crossing"),
    [
        *(("swish", {"beta": beta}, -1.2784645427610738 / beta) for beta in (0.1, 1.0, 1.7, 10.0)),
        ("gelu", {}, -0.75179152469),
        ("mish", {}, -1.1924312145),
    ],
)
def test_slope_is_within_1e_7_where_it_crosses_zero(
    key: str, parameters: dict[str, float], crossing: float
) -> None:
    case = next(case for case in CASES if (case.key, case.parameters) == (key, parameters))
    x = (crossing * (1 + np.linspace(-1e-5, 1e-5, 101))).astype(np.float32)
    exact = [float(case.slope(mpmath.mpf(float(point)))) for point in x]
    np.testing.assert_allclose(curve(create(key, **parameters), x).slope, exact, rtol=0, atol=1e-7)


@pytest.mark.parametrize(
    ("key", "part", "limit"),
    [
        ("sigmoid", "slope", 8),
        ("tanh", "value", 4),
        ("tanh", "slope", 8),
        ("elu", "value", 4),
        ("elu", "slope", 8),
        ("swish", "value", 4),
        ("swish", "slope", 8),
        *((key, part, 8) for key in ("gelu", "selu", "softplus", "mish") for part in ("value", "slope")),
    ],
)
def test_the_check_in_ulps_rejects_the_form_of_the_notes(key: str, part: str, limit: int) -> None:
    case = next(case for case in CASES if case.key == key and set(case.parameters.values()) <= {1.0})
    x = float32_grid()
    assert ulps_off(getattr(curve(CATALOGUE[key].as_written(), x), part), getattr(case, part), x) > limit


def test_the_check_in_ulps_counts_ulps() -> None:
    x = np.array([0.3, 5.0], dtype=np.float32)
    nudged = x.copy()
    nudged[1] += 5 * np.spacing(x[1])
    assert ulps_off(nudged, lambda exact: exact, x) == 5


@each_case
def test_exact_slopes_and_curvatures_agree_with_numerical_differentiation(case: Case) -> None:
    for point in (-3.1, -0.4, 0.7, 2.9):
        x = mpmath.mpf(point)
        assert abs(mpmath.diff(case.value, x) - case.slope(x)) < 1e-20
        assert abs(mpmath.diff(case.slope, x) - case.curvature(x)) < 1e-20


@each_case
def test_no_magnitude_of_float32_gives_nan(case: Case) -> None:
    here = curve(create(case.key, **case.parameters), float32_grid(), order=2)
    assert here.curvature is not None
    assert not np.isnan([here.value, here.slope, here.curvature]).any()


@each_case
@settings(deadline=None, max_examples=20)
@given(x=st.floats(allow_nan=False) | st.floats(allow_nan=False, width=32))
def test_nothing_but_nan_gives_nan(case: Case, x: float) -> None:
    for dtype in (np.float32, np.float64):
        with np.errstate(over="ignore", under="ignore"):
            points = np.array([x, np.inf, -np.inf, 0.0, -0.0]).astype(dtype)
        here = curve(create(case.key, **case.parameters), points, order=2)
        assert here.curvature is not None
        assert not np.isnan([here.value, here.slope, here.curvature]).any()


@each_case
def test_nan_stays_visible(case: Case) -> None:
    assert create(case.key, **case.parameters)(torch.tensor([float("nan")])).isnan().all()


@pytest.mark.parametrize(
    ("key", "parameters", "values", "slopes"),
    [
        ("sigmoid", {}, (0, 1), (0, 0)),
        ("tanh", {}, (-1, 1), (0, 0)),
        ("relu", {}, (0, np.inf), (0, 1)),
        ("leaky-relu", {}, (-np.inf, np.inf), (0.01, 1)),
        ("leaky-relu", {"alpha": 0.0}, (0, np.inf), (0, 1)),
        ("elu", {"alpha": 3.0}, (-3, np.inf), (0, 1)),
        ("swish", {}, (0, np.inf), (0, 1)),
        ("swish", {"beta": 0.1}, (0, np.inf), (0, 1)),
        ("gelu", {}, (0, np.inf), (0, 1)),
        ("selu", {}, (-1.7580993408473766, np.inf), (0, 1.0507009873554805)),
        ("softplus", {}, (0, np.inf), (0, 1)),
        ("mish", {}, (0, np.inf), (0, 1)),
    ],
)
def test_at_infinity_value_and_slope_are_their_limits(
    key: str, parameters: dict[str, float], values: tuple[float, float], slopes: tuple[float, float]
) -> None:
    here = curve(create(key, **parameters), INFINITIES, order=2)
    np.testing.assert_array_equal(here.value, np.array(values, np.float32))
    np.testing.assert_array_equal(here.slope, np.array(slopes, np.float32))
    np.testing.assert_array_equal(here.curvature, np.zeros(2))


@pytest.mark.parametrize(
    ("key", "torchs_own"),
    [
        ("sigmoid", torch.sigmoid),
        ("tanh", torch.tanh),
        ("relu", F.relu),
        ("leaky-relu", lambda x: F.leaky_relu(x, 0.01)),
        ("elu", F.elu),
        ("swish", F.silu),
        ("gelu", F.gelu),
        ("selu", F.selu),
        ("softplus", F.softplus),
        ("mish", F.mish),
    ],
)
def test_agrees_with_pytorchs_own_function_and_with_its_slope_at_zero(
    key: str, torchs_own: Callable[[torch.Tensor], torch.Tensor]
) -> None:
    x = torch.linspace(-8, 8, 65, requires_grad=True)
    (expected,) = torch.autograd.grad(torchs_own(x).sum(), x)
    ours = curve(create(key), x.detach().numpy())
    np.testing.assert_allclose(ours.value, torchs_own(x).detach().numpy(), atol=1e-6)
    np.testing.assert_allclose(ours.slope, expected.numpy(), atol=1e-6)


@pytest.mark.parametrize("key", CATALOGUE)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_shape_and_dtype_are_those_of_the_input(key: str, dtype: torch.dtype) -> None:
    out = create(key)(torch.zeros(2, 3, 4, dtype=dtype))
    assert (out.shape, out.dtype) == ((2, 3, 4), dtype)


@pytest.mark.parametrize("key", CATALOGUE)
def test_the_class_shown_to_students_is_short_and_says_what_why_and_from_where(key: str) -> None:
    source = inspect.getsource(CATALOGUE[key].function_class)
    for part in ('"""', "Definition: f(x) = ", "Numerics: ", "Source: ", "        # f("):
        assert part in source
    assert len(source.splitlines()) <= 25


def _definition(docstring: str) -> sympy.Expr:
    """Read `f(x) = A for x > 0, B otherwise.` as a sympy expression."""
    line = next(line for line in docstring.splitlines() if "Definition:" in line)
    text = line.split("f(x) = ")[1].rstrip(".")
    for sign, letter in {"−": "-", "α": "a", "β": "b", "λ": "l"}.items():
        text = text.replace(sign, letter)
    names = {name: sympy.Symbol(name, real=True) for name in "xabl"}
    transformations = (*standard_transformations, implicit_multiplication_application)

    def read(part: str) -> sympy.Expr:
        return parse_expr(part, local_dict=names, transformations=transformations)

    if " for x > 0, " not in text:
        return read(text)
    above, below = text.removesuffix(" otherwise").split(" for x > 0, ")
    return sympy.Piecewise((read(above), names["x"] > 0), (read(below), True))


@each_case
def test_the_definition_in_the_docstring_is_the_function(case: Case) -> None:
    definition = _definition(inspect.getdoc(CATALOGUE[case.key].function_class) or "")
    fixed = {"a": SELU.ALPHA, "l": SELU.LAMBDA} if case.key == "selu" else {}
    values = {name[0]: value for name, value in case.parameters.items()} | fixed
    numbers = {sympy.Symbol(name, real=True): value for name, value in values.items()}
    for point in (-2.5, -0.3, 0.4, 3.0):
        expected = definition.subs({**numbers, sympy.Symbol("x", real=True): point})
        assert float(expected) == pytest.approx(float(case.value(mpmath.mpf(point))), rel=1e-12)
