"""Curves by autograd, for any elementwise module."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from activations.catalogue import CATALOGUE, create
from activations.derivatives import curve


class Elementwise(nn.Module):
    """A module from a plain function."""

    def __init__(self, function: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.function = function

    def forward(self, x: Tensor) -> Tensor:
        return self.function(x)


X = np.linspace(-3, 3, 25) + 0.01  # beside the kinks at 0


@pytest.mark.parametrize(
    "function", [nn.GELU(), nn.Softplus(), nn.Mish(), *map(create, CATALOGUE)], ids=lambda f: type(f).__name__
)
def test_slope_and_curvature_agree_with_finite_differences(function: nn.Module) -> None:
    def value(x: np.ndarray) -> np.ndarray:
        return np.asarray(function(torch.from_numpy(x)))

    here, h = curve(function, X, order=2), 1e-4
    np.testing.assert_allclose(here.value, value(X))
    np.testing.assert_allclose(here.slope, (value(X + h) - value(X - h)) / (2 * h), atol=1e-7)
    assert here.curvature is not None
    second_difference = (value(X + h) - 2 * value(X) + value(X - h)) / h**2
    np.testing.assert_allclose(here.curvature, second_difference, atol=1e-6)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("key", CATALOGUE)
def test_every_array_has_the_length_and_dtype_of_x(key: str, dtype: type[np.floating]) -> None:
    here = curve(create(key), X.astype(dtype), order=2)
    assert here.curvature is not None
    for array in (here.x, here.value, here.slope, here.curvature):
        assert (array.shape, array.dtype) == (X.shape, np.dtype(dtype))


def test_the_curvature_is_computed_only_when_asked_for() -> None:
    assert curve(create("tanh"), X).curvature is None


@pytest.mark.parametrize("key", ["relu", "leaky-relu"])
def test_straight_pieces_have_no_curvature(key: str) -> None:
    np.testing.assert_array_equal(curve(create(key), np.linspace(-1, 1, 5), order=2).curvature, np.zeros(5))


def test_a_constant_has_slope_and_curvature_zero() -> None:
    here = curve(Elementwise(lambda x: torch.full(x.shape, 2.0, dtype=x.dtype)), X, order=2)
    np.testing.assert_array_equal([here.slope, here.curvature], np.zeros((2, len(X))))


def test_a_learnable_constant_has_slope_zero_as_well() -> None:
    height = nn.Parameter(torch.tensor(2.0, dtype=torch.float64))
    np.testing.assert_array_equal(curve(Elementwise(height.expand_as), X, order=2).slope, np.zeros(len(X)))


def test_curves_work_where_gradients_are_switched_off() -> None:
    with torch.no_grad():
        slope = curve(create("tanh"), np.zeros(1)).slope
    assert slope.tolist() == [1.0]


def test_a_modules_own_weights_receive_no_gradient() -> None:
    function = nn.PReLU(dtype=torch.float64)
    assert curve(function, X).slope[0] == 0.25
    assert function.weight.grad is None


def test_the_curve_of_no_points_is_empty() -> None:
    assert curve(create("elu"), np.array([]), order=2).slope.shape == (0,)


@pytest.mark.parametrize("order", [0, 3, -1])
def test_other_orders_are_refused(order: int) -> None:
    with pytest.raises(ValueError, match=f"^The order is 1 or 2; {order} is neither"):
        curve(create("tanh"), X, order=order)


@pytest.mark.parametrize("x", [np.zeros((2, 2)), np.zeros(3, dtype=np.int64), np.array(1.0)])
def test_x_that_is_not_a_row_of_floats_is_refused(x: np.ndarray) -> None:
    with pytest.raises(ValueError, match="one row of float32 or float64"):
        curve(create("tanh"), x)


def test_zeros_that_take_no_memory_are_numbers_too() -> None:
    here = curve(Elementwise(torch.abs), X, order=2)
    np.testing.assert_array_equal(here.curvature, np.zeros(len(X)))
