"""The kernels used in training against the classes that the pages show."""

from dataclasses import replace

import pytest
import torch

from activations.catalogue import CATALOGUE, FunctionSpec
from activations.kernels import kernel

SPECS = [
    *CATALOGUE,
    "leaky-relu:alpha=0.3",
    "leaky-relu:alpha=0",
    "elu:alpha=2.5",
    "swish:beta=0.1",
    "swish:beta=7",
]


@pytest.mark.parametrize("text", SPECS)
def test_a_kernel_has_the_value_and_the_slope_of_its_class(text: str) -> None:
    spec = FunctionSpec.parse(text)
    x = torch.linspace(-30, 30, 6001, dtype=torch.float64).requires_grad_()
    fast, shown = kernel(spec)(x), spec.create()(x)
    torch.testing.assert_close(fast, shown, rtol=1e-12, atol=1e-12)
    slopes = [torch.autograd.grad(y.sum(), x, retain_graph=True)[0] for y in (fast, shown)]
    torch.testing.assert_close(slopes[0], slopes[1], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("text", SPECS)
def test_a_kernel_has_that_value_where_nobody_differentiates_too(text: str) -> None:
    spec = FunctionSpec.parse(text)
    x = torch.linspace(-30, 30, 6001, dtype=torch.float64)
    torch.testing.assert_close(kernel(spec)(x), spec.create()(x), rtol=1e-12, atol=1e-12)


def test_tanh_of_a_tiny_number_is_not_0() -> None:
    tiny = torch.tensor([1e-40, 1e-30, -1e-30])  # a unit that gives 0 everywhere counts as dead
    assert torch.equal(kernel(FunctionSpec("tanh"))(tiny), tiny)


def test_every_function_of_the_catalogue_has_one() -> None:
    assert all(entry.kernel for entry in CATALOGUE.values())


def test_a_function_without_one_runs_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    without = replace(CATALOGUE["elu"], kernel=None)
    monkeypatch.setattr("activations.kernels.CATALOGUE", {"elu": without})
    assert kernel(FunctionSpec("elu")).__class__.__name__ == "ELU"
