"""Who ate the gradient: the factors add up to what autograd measures, also where nothing is left."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from experiments.networks.stack import Stack
from experiments.train_results.decision_maps import confusions
from experiments.train_results.decomposition import decompose
from experiments.train_results.pre_activations import pre_activation_histogram
from experiments.training.train import TrainingHistory, TrainingSpec, train
from tests.experiments.functions import parsed
from tests.experiments.networks.plain_loop import binary_cross_entropy, build, layer_outputs

SPEC = TrainingSpec(depth=4, width=8, samples=80, batch_size=20, steps=60, seeds=2)


def plain_network(history: TrainingHistory, function: int, start: int, snapshot: int) -> torch.nn.Sequential:
    row = history.snapshots[snapshot, function * history.spec.seeds + start].astype(np.float64)
    stack = Stack.of_parameters(history.spec, row[None], function)
    return build(
        history.spec.functions[function], [w[0] for w in stack.weights], [b[0, 0] for b in stack.biases]
    )


@pytest.fixture(scope="module")
def run() -> TrainingHistory:
    return train(SPEC)


@pytest.mark.parametrize("function", range(6))
@pytest.mark.parametrize("start", [0, 1])
def test_the_factors_sum_to_what_autograd_measures(run: TrainingHistory, function: int, start: int) -> None:
    found = decompose(run, function, start)
    for snapshot in range(len(run.snapshots)):
        assert found.discrepancy(snapshot) < 1e-12
        inner = found.measured[snapshot, -1] + (found.weights + found.slopes)[snapshot].sum()
        assert inner == pytest.approx(found.measured[snapshot, 0], abs=1e-12)


@pytest.mark.parametrize("function", range(6))
def test_the_measured_sizes_are_those_of_a_plain_network(run: TrainingHistory, function: int) -> None:
    found = decompose(run, function, start=1)
    outputs = layer_outputs(
        plain_network(run, function, 1, -1), torch.from_numpy(run.dataset.points).double()
    )
    for z in outputs[0::2]:
        z.retain_grad()
    labels = torch.from_numpy(run.dataset.labels).double()
    (len(labels) * binary_cross_entropy(outputs[-1][:, 0], labels)).backward()  # type: ignore[no-untyped-call]
    sizes = [np.log10(float(z.grad.square().sum()) ** 0.5) for z in outputs[0::2] if z.grad is not None]
    np.testing.assert_allclose(found.measured[-1], sizes, atol=1e-10)


def test_a_dead_layer_closes_the_way_without_a_warning() -> None:
    run = train(replace(SPEC, functions=parsed("relu"), seeds=1, steps=0))
    first, second = 2 * 8 + 8, 8 * 8 + 8
    run.snapshots[0, 0, first : first + second] = -1.0  # the second layer's inputs are never negative
    run.snapshots[0, 0, first + second + 64 : first + second + 72] = 1.0  # the third layer's biases
    found = decompose(run, 0)
    assert (found.measured[0, :2] == -np.inf).all()
    assert found.slopes[0, 1] == -np.inf
    assert np.isnan([found.weights[0, 0], found.slopes[0, 0]]).all()
    assert np.isfinite(found.weights[0, 1:]).all()
    assert found.discrepancy(0) < 1e-12


def test_the_living_curve_counts_every_pre_activation_of_a_plain_network(run: TrainingHistory) -> None:
    found = pre_activation_histogram(run, function=1, start=1)
    np.testing.assert_allclose(found.shares.sum(axis=-1), 1, atol=1e-6)
    points = torch.from_numpy(run.dataset.points).double()
    for layer, z in enumerate(layer_outputs(plain_network(run, 1, 1, -1), points)[0:-1:2]):
        held = np.clip(z.detach().numpy().ravel(), -8, 8 - 1e-9)
        expected = np.histogram(held, found.edges)[0] / held.size
        assert (
            np.abs(found.shares[-1, layer] - expected).max() <= 1.01 / held.size
        )  # one on an edge may differ


def test_every_test_point_is_counted_once_in_the_row_of_its_digit() -> None:
    run = train(TrainingSpec(dataset="digits", samples=200, test_share=0.3, depth=1, steps=40, batch_size=20))
    counts = confusions(run)
    truth = np.bincount(run.dataset.labels[140:].astype(int), minlength=10)
    assert (counts.sum(axis=-1) == truth).all()
    accuracy = np.trace(counts[-1], axis1=-2, axis2=-1) / 60
    np.testing.assert_allclose(accuracy, run.test_accuracy[-1], atol=1e-6)
