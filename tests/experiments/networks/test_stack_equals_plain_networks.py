"""The stack against plain networks trained one at a time, in float64."""

import numpy as np
import pytest
import torch
from torch import nn

from experiments.training.train import Trainer, TrainingSpec, train
from tests.experiments.functions import parsed
from tests.experiments.networks.plain_loop import starts_and_batches, train_alone

pytestmark = pytest.mark.slow

FUNCTIONS = parsed(
    "sigmoid", "tanh", "relu", "leaky-relu:alpha=0.3", "elu:alpha=0.5", "swish:beta=2", "swish"
)
STEPS = 40


def case(
    optimiser: str, dataset: str, initialisation: str, learning_rate: float, **more: object
) -> TrainingSpec:
    fields = {"functions": FUNCTIONS, "samples": 60, "batch_size": 16, "depth": 3, "width": 6, "steps": STEPS}
    fields |= {"optimiser": optimiser, "dataset": dataset, "initialisation": initialisation}
    fields |= {"learning_rate": learning_rate, "seed": 5}
    return TrainingSpec(**(fields | more))  # type: ignore[arg-type]


CASES = {
    "sgd on moons from lecun": case("sgd", "moons", "lecun", 0.1),
    "momentum on circles from he, full batch": case("momentum", "circles", "he", 0.02, batch_size=60),
    "adam on spirals from xavier": case("adam", "spirals", "xavier", 0.005),
    "momentum on xor from pytorch, three seeds": case(
        "momentum", "xor", "pytorch", 0.05, seeds=3, functions=parsed("elu", "relu", "tanh"), momentum=0.5
    ),
    "adam on gaussians from normal, one layer": case(
        "adam", "gaussians", "normal", 0.01, weight_scale=0.5, depth=1, batch_size=1
    ),
}


QUICK, *SLOW = CASES


@pytest.mark.parametrize("name", [QUICK, *(pytest.param(name, marks=pytest.mark.slow) for name in SLOW)])
def test_every_recorded_number_and_weight_is_that_of_a_network_trained_alone(name: str) -> None:
    spec = CASES[name]
    trainer = Trainer(spec, torch.float64)
    while trainer.completed < spec.steps:
        trainer.step()
    history = trainer.history()
    points = torch.from_numpy(history.dataset.points).double()
    labels = torch.from_numpy(history.dataset.labels).double()
    networks, batches = starts_and_batches(spec)
    for index, network in enumerate(networks):
        plain = train_alone(spec, network, [(x[index], y[index]) for x, y in batches], points, labels)
        for field in ("loss", "accuracy", "gradient_magnitude", "error_signal", "dead_fraction"):
            measured, expected = getattr(history, field)[:, index], getattr(plain, field)
            np.testing.assert_allclose(measured, expected, rtol=1e-9, atol=1e-9, err_msg=field)
        linears = [layer for layer in network if isinstance(layer, nn.Linear)]
        for linear, weight, bias in zip(linears, trainer.stack.weights, trainer.stack.biases, strict=True):
            torch.testing.assert_close(weight[index], linear.weight.T, rtol=1e-9, atol=1e-9)
            torch.testing.assert_close(bias[index, 0], linear.bias, rtol=1e-9, atol=1e-9)


def test_the_comparison_notices_another_learning_rate() -> None:
    spec = case("sgd", "moons", "lecun", 0.1, steps=3, functions=parsed("tanh"))
    other = case("sgd", "moons", "lecun", 0.1001, steps=3, functions=parsed("tanh"))
    assert np.abs(train(spec, dtype=torch.float64).loss - train(other, dtype=torch.float64).loss).max() > 1e-9


def test_float32_follows_float64_at_first() -> None:
    spec = TrainingSpec(steps=20)
    exact, single = train(spec, dtype=torch.float64), train(spec)
    assert single.loss.dtype == np.float32
    np.testing.assert_allclose(single.loss, exact.loss, atol=1e-5)
    np.testing.assert_allclose(single.error_signal, exact.error_signal, rtol=1e-3, atol=1e-6)


def test_gradients_far_below_the_square_root_of_the_smallest_float32_are_recorded() -> None:
    functions = parsed("sigmoid")
    spec = case("sgd", "moons", "normal", 0.1, functions=functions, weight_scale=0.01, depth=10, steps=1)
    smallest = train(spec).error_signal[0, 0, 0]
    assert 0 < smallest < 1e-20
    np.testing.assert_allclose(smallest, train(spec, dtype=torch.float64).error_signal[0, 0, 0], rtol=1e-3)
