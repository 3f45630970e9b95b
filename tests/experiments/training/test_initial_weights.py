"""A bias at the start, a layer that starts dead, normalised batches, and networks kept at every step."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from experiments.networks.stack import Stack
from experiments.train_results.decision_maps import decision_maps
from experiments.training.train import Trainer, TrainingSpec, train
from tests.experiments.functions import parsed
from tests.experiments.networks.plain_loop import binary_cross_entropy, layer_outputs, starts_and_batches

SPEC = TrainingSpec(
    functions=parsed("relu", "elu"), depth=3, width=6, samples=60, batch_size=20, steps=30, seeds=2
)


def test_a_starting_bias_is_added_to_the_hidden_layers_and_to_nothing_else() -> None:
    for initialisation in ("he", "pytorch"):
        plain, biased = (
            Trainer(replace(SPEC, initialisation=initialisation, starting_bias=bias)).stack
            for bias in (0.0, 0.25)
        )
        for layer in range(3):
            torch.testing.assert_close(biased.biases[layer], plain.biases[layer] + 0.25)
        assert torch.equal(biased.biases[3], plain.biases[3])
        assert all(torch.equal(*pair) for pair in zip(biased.weights, plain.weights, strict=True))


def test_a_margin_puts_every_unit_of_the_second_layer_that_far_below_zero() -> None:
    spec = replace(SPEC, dead_margin=2.5, steps=0)
    points = torch.from_numpy(train(spec).dataset.points).double()
    networks, _ = starts_and_batches(spec)
    for relu_network in networks[:2]:
        with torch.no_grad():
            z = layer_outputs(relu_network, points)[2]
        torch.testing.assert_close(z.amax(dim=0), torch.full((6,), -2.5, dtype=torch.float64))
    for relu, elu in zip(networks[:2], networks[2:], strict=True):  # all functions get the same start
        assert all(torch.equal(*pair) for pair in zip(relu.parameters(), elu.parameters(), strict=True))


def test_a_buried_relu_network_never_moves_again_and_says_one_thing() -> None:
    history = train(replace(SPEC, dead_margin=1.0))
    assert (history.dead_fraction[:, :2, 1] == 1).all()
    maps = decision_maps(history)[:, 0]
    assert (maps.max(axis=(1, 2)) == maps.min(axis=(1, 2))).all()


def test_a_margin_needs_a_second_layer() -> None:
    with pytest.raises(
        ValueError, match=r"^dead_margin is for networks of at least 2 hidden layers; this has 1"
    ):
        replace(SPEC, depth=1, dead_margin=1.0)


@pytest.mark.parametrize("value", [1, "yes", None])
def test_batch_normalisation_is_on_or_off(value: object) -> None:
    with pytest.raises(ValueError, match=r"^batch_normalisation is True or False; .* is neither\.$"):
        replace(SPEC, batch_normalisation=value)  # type: ignore[arg-type]


class Shift(nn.Module):
    """Adds a bias that is learned."""

    def __init__(self, bias: Tensor) -> None:
        super().__init__()
        self.bias = nn.Parameter(bias.clone())

    def forward(self, x: Tensor) -> Tensor:
        return x + self.bias


def normalised(plain: nn.Sequential) -> nn.Sequential:
    """The same start with PyTorch's own batch normalisation before each bias."""
    layers: list[nn.Module] = []
    *hidden, output = plain.children()
    for layer in hidden:
        if not isinstance(layer, nn.Linear):
            layers.append(layer)
            continue
        without = nn.Linear(layer.in_features, layer.out_features, bias=False, dtype=torch.float64)
        without.weight.data.copy_(layer.weight)
        normal = nn.BatchNorm1d(layer.out_features, affine=False, track_running_stats=False)
        layers += [without, normal, Shift(layer.bias.data)]
    return nn.Sequential(*layers, output)


def test_normalised_networks_learn_as_with_pytorchs_own_layer() -> None:
    spec = replace(SPEC, batch_normalisation=True, starting_bias=0.1, seeds=1)
    history = train(spec, dtype=torch.float64)
    points = torch.from_numpy(history.dataset.points).double()
    labels = torch.from_numpy(history.dataset.labels).double()
    networks, batches = starts_and_batches(spec)
    for index, plain in enumerate(networks):
        network = normalised(plain)
        optimiser = torch.optim.SGD(network.parameters(), spec.learning_rate, momentum=spec.momentum)
        losses = []
        for x, y in batches:
            with torch.no_grad():
                losses.append(binary_cross_entropy(network(points)[:, 0], labels).item())
            optimiser.zero_grad()
            binary_cross_entropy(network(x[index])[:, 0], y[index]).backward()  # type: ignore[no-untyped-call]
            optimiser.step()
        np.testing.assert_allclose(history.loss[:, index], losses, rtol=1e-8)


def test_kept_networks_are_plain_ones_that_give_the_recorded_accuracy() -> None:
    history = train(replace(SPEC, batch_normalisation=True, steps=20))
    points = torch.from_numpy(history.dataset.points).float().expand(4, -1, -1)
    labels = torch.from_numpy(history.dataset.labels)
    for step, parameters in zip(history.snapshot_steps, history.snapshots, strict=True):
        logits = Stack.of_parameters(history.spec, parameters).forward(points).logits.squeeze(-1)
        right = ((logits > 0) == (labels > 0)).float().mean(dim=1)
        np.testing.assert_allclose(history.accuracy[step], right, atol=1e-6)


def test_networks_kept_at_every_step_are_those_that_a_run_keeps_now_and_then() -> None:
    every, some = (train(replace(SPEC, steps=120, most_snapshots=most)) for most in (2001, 50))
    assert every.snapshot_steps.tolist() == list(range(121))
    assert some.snapshot_steps.tolist() == list(range(0, 121, 4))
    assert every.snapshots[some.snapshot_steps].tobytes() == some.snapshots.tobytes()
    assert every.loss.tobytes() == some.loss.tobytes()
    assert train(replace(SPEC, most_snapshots=2)).snapshot_steps.tolist() == [0, 16, 30]
