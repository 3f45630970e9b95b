"""A network that stops being finite is named, and harms no other."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from experiments.training import Failure, Trainer, TrainingHistory, TrainingSpec, train

SPEC = TrainingSpec(depth=3, width=6, samples=60, batch_size=16, steps=12)
ARRAYS = ("gradient_magnitude", "error_signal", "loss", "accuracy", "dead_fraction")


def run(poison: tuple[int, int, float] | None) -> TrainingHistory:
    """Run, and after six steps set the weights of (network, layer) to a value."""
    trainer = Trainer(SPEC)
    for step in range(SPEC.steps):
        if poison and step == 6:
            network, layer, value = poison
            trainer.stack.weights[layer].detach()[network] = value
        trainer.step()
    return trainer.history()


@pytest.mark.parametrize("value", [np.inf, np.nan, 1e38])
def test_the_failing_network_is_blank_from_then_on_and_the_others_keep_every_bit(value: float) -> None:
    healthy, poisoned = run(None), run((2, 1, value))
    others = [0, 1, 3, 4, 5]
    for name in ARRAYS:
        assert getattr(healthy, name)[:, others].tobytes() == getattr(poisoned, name)[:, others].tobytes()
        assert np.isfinite(getattr(poisoned, name)[:7, 2]).all()
        assert np.isnan(getattr(poisoned, name)[7:, 2]).all()
    assert np.array_equal(healthy.maps[:, others], poisoned.maps[:, others])
    assert [(failure.network, failure.step) for failure in poisoned.failures] == [(2, 7)]


@pytest.mark.parametrize("layer", range(4))
def test_a_forward_failure_names_the_first_layer_that_is_not_finite(layer: int) -> None:
    assert run((2, layer, np.nan)).failures == (Failure(2, 7, layer, "loss"),)


def test_a_backward_failure_names_the_layer_nearest_the_output() -> None:
    trainer = Trainer(SPEC)
    with torch.no_grad():  # the forward pass stays finite, because the output of the second layer is 0
        trainer.stack.weights[1][2] = 0.0
        trainer.stack.biases[1][2] = 0.0
        trainer.stack.weights[2][2] = 3e38
        trainer.stack.biases[2][2] = 1.0
        trainer.stack.weights[3][2] = 3e38
        trainer.stack.biases[3][2] = 0.0
    trainer.recorder.failures.clear()
    trainer._measure()
    failure = trainer.recorder.failures[-1]
    assert (failure.network, failure.step) == (2, 0)
    assert failure.layer < 4


def test_a_huge_learning_rate_ends_in_failures_that_the_history_tells() -> None:
    spec = replace(
        SPEC, functions=("sigmoid", "relu", "elu"), learning_rate=10.0, initialisation="he", steps=60
    )
    history = train(spec)
    assert history.failures
    for failure in history.failures:
        assert failure.reason in {"loss", "gradient"}
        assert np.isfinite(history.loss[: failure.step, failure.network]).all()
        assert np.isnan(history.loss[failure.step :, failure.network]).all()
        assert (history.maps[-1, failure.network] == 128).all()
    failed = {failure.network for failure in history.failures}
    assert 0 not in failed
    assert len(failed) == len(history.failures)
    assert np.isfinite(history.loss[:, 0]).all()
    assert history.completed_steps == 60
