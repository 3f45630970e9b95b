"""A typed function trains as any other does, in bounded memory, and costs the others nothing."""

import numpy as np
import pytest
import torch

from activations import kernels
from activations.catalogue import FunctionSpec
from activations.kernels import kernel
from experiments.training.train import TrainingSpec, train

SMALL = {"depth": 3, "width": 8, "samples": 60, "batch_size": 20, "steps": 30, "seeds": 2}
TYPED = {
    "swish": "own:Mine=x * sigmoid(x)",
    "relu": "own:Mine=relu(x)",
    "elu": "own:Mine=where(x > 0, x, expm1(min(x, 0)))",
    "leaky-relu:alpha=0.2": "own:a=0.2;Mine=where(x > 0, x, a * x)",
}


@pytest.mark.parametrize(("key", "typed"), TYPED.items())
def test_a_typed_function_trains_like_the_one_that_it_spells(key: str, typed: str) -> None:
    spec = TrainingSpec(functions=(FunctionSpec.parse(key), FunctionSpec.parse(typed)), **SMALL)  # type: ignore[arg-type]
    history = train(spec, dtype=torch.float64)
    built_in, own = np.split(history.loss, 2, axis=1)
    np.testing.assert_allclose(own, built_in, rtol=1e-9)
    signals = np.split(history.error_signal, 2, axis=1)
    np.testing.assert_allclose(signals[1], signals[0], rtol=1e-6, atol=1e-12)


def test_a_typed_function_keeps_one_tensor_for_the_way_back_however_long_it_is() -> None:
    long = kernel(FunctionSpec.parse("own:Mine=sin(cos(sin(cos(sin(cos(sin(cos(x))))))))"))
    kept: list[torch.Tensor] = []
    z = torch.randn(4, 100, requires_grad=True)

    def keep(tensor: torch.Tensor) -> torch.Tensor:
        kept.append(tensor)
        return tensor

    value = long(z)
    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        value = long(z)
        during = len(kept)
        torch.autograd.grad(value.sum(), z)
    assert kept[during - 1].shape == z.shape
    assert value.grad_fn is not None
    assert value.grad_fn.next_functions[0][0].name() == "torch::autograd::AccumulateGrad"  # type: ignore[union-attr]


def test_blocks_join_to_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "BLOCK", 7)
    function = FunctionSpec.parse("own:Mine=x * sigmoid(x)")
    z = torch.randn(3, 10, dtype=torch.float64, requires_grad=True)
    value = kernel(function)(z)
    (slope,) = torch.autograd.grad(value.sum(), z)
    expected = torch.nn.functional.silu(z)
    torch.testing.assert_close(value, expected)
    torch.testing.assert_close(slope, torch.autograd.grad(expected.sum(), z)[0])
    with torch.no_grad():
        torch.testing.assert_close(kernel(function)(z), expected)


def test_a_flat_function_gives_a_gradient_of_zero() -> None:
    z = torch.randn(5, requires_grad=True)
    (slope,) = torch.autograd.grad(kernel(FunctionSpec.parse("own:Mine=x > 0"))(z).sum(), z)
    assert not slope.any()


def test_a_long_formula_counts_as_more_work_and_six_cost_less_than_six_runs() -> None:
    six = TrainingSpec()
    short = TrainingSpec(functions=(FunctionSpec.parse("own:Mine=x"),))
    long = TrainingSpec(functions=(FunctionSpec.parse("own:Mine=sin(cos(sin(cos(x))))"),))
    one = TrainingSpec(functions=(FunctionSpec("relu"),))
    assert one.work < short.work < long.work
    assert one.work < six.work < 6 * one.work  # what a step does once is paid once
