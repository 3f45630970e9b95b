"""A network that stops being finite is named, and harms no other."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from experiments.train_results.decision_maps import decision_maps
from experiments.training.history import RECORDED
from experiments.training.train import Failure, Trainer, TrainingHistory, TrainingSpec, train
from tests.experiments.functions import parsed

SPEC = TrainingSpec(depth=3, width=6, samples=60, batch_size=16, steps=12)
ARRAYS = tuple(name for name in RECORDED if not name.startswith("test_"))


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
    assert np.array_equal(healthy.snapshots[:, others], poisoned.snapshots[:, others])
    assert [(failure.network, failure.step) for failure in poisoned.failures] == [(2, 7)]


@pytest.mark.parametrize("layer", range(4))
def test_a_forward_failure_names_the_first_layer_that_is_not_finite(layer: int) -> None:
    assert run((2, layer, np.nan)).failures == (Failure(2, 7, layer, "loss"),)


def test_a_backward_failure_names_the_layer_nearest_the_output_that_is_not_finite() -> None:
    trainer = Trainer(replace(SPEC, functions=parsed("tanh", "elu"), optimiser="sgd", learning_rate=1e-4))
    trainer.engine.gradients = [torch.zeros_like(each) for each in trainer.stack.parameters]
    with torch.no_grad():  # the step moves nothing
        for layer, weight in ((1, 0.0), (2, 3e38), (3, 3e38)):
            trainer.stack.weights[layer][0] = weight  # forwards 0 · 3e38 = 0, backwards 3e38 · 3e38 = ∞
            trainer.stack.biases[layer][0] = 0.0
    trainer.step()
    assert trainer.history().failures == (Failure(0, 1, 1, "gradient"),)


def test_a_huge_learning_rate_ends_in_failures_that_the_history_tells() -> None:
    spec = replace(
        SPEC,
        functions=parsed("sigmoid", "relu", "elu"),
        learning_rate=10.0,
        initialisation="he",
        depth=6,
        width=16,
    )
    history = train(spec)
    assert history.failures
    for failure in history.failures:
        assert failure.reason in {"loss", "gradient"}
        assert np.isfinite(history.loss[: failure.step, failure.network]).all()
        assert np.isnan(history.loss[failure.step :, failure.network]).all()
        assert (decision_maps(history)[-1, failure.network] == 128).all()
    failed = {failure.network for failure in history.failures}
    assert 0 not in failed
    assert len(failed) == len(history.failures)
    assert np.isfinite(history.loss[:, 0]).all()
    assert history.completed_steps == SPEC.steps
