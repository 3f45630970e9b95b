"""Decision maps against the network asked directly, pixel by pixel."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from experiments.train_results.decision_maps import decision_maps, extent, layers_with_maps, unit_maps
from experiments.training.snapshots import is_due
from experiments.training.train import Trainer, TrainingSpec, train
from tests.experiments.functions import parsed
from tests.experiments.networks.plain_loop import build

SPEC = TrainingSpec(functions=parsed("tanh", "relu"), depth=2, width=8, steps=60, seeds=2, batch_size=32)


@pytest.mark.parametrize("start", [0, 1])
def test_a_map_shows_the_probability_at_the_centre_of_each_pixel(start: int) -> None:
    trainer = Trainer(SPEC)
    for _ in range(SPEC.steps):
        trainer.step()
    history = trainer.history()
    maps = decision_maps(history, start)
    x_low, x_high, y_low, y_high = extent(history.dataset)
    for function, network in ((0, start), (1, 2 + start)):
        weights = [weight.detach()[network].double() for weight in trainer.stack.weights]
        biases = [bias.detach()[network, 0].double() for bias in trainer.stack.biases]
        plain = build(SPEC.functions[function], weights, biases)
        for row, column in ((0, 0), (0, 39), (39, 0), (17, 30), (25, 8)):
            x = x_low + (column + 0.5) * (x_high - x_low) / 40
            y = y_high - (row + 0.5) * (y_high - y_low) / 40
            logit = plain(torch.tensor([x, y], dtype=torch.float64)).item()
            assert maps[-1, function, row, column] == pytest.approx(255 / (1 + np.exp(-logit)), abs=0.51)
    assert np.ptp(maps[-1].astype(int)) > 100


def test_maps_cover_the_data_with_a_margin() -> None:
    history = train(replace(SPEC, steps=1))
    x_low, x_high, y_low, y_high = extent(history.dataset)
    low, high = history.dataset.points.min(axis=0), history.dataset.points.max(axis=0)
    assert x_low < low[0] < high[0] < x_high
    assert y_low < low[1] < high[1] < y_high


@pytest.mark.parametrize(("steps", "stride"), [(0, 1), (1, 1), (49, 1), (50, 2), (300, 8), (997, 32)])
def test_the_networks_are_due_every_power_of_two_steps_and_at_the_last(steps: int, stride: int) -> None:
    due = [step for step in range(steps + 1) if is_due(step, steps, SPEC.most_snapshots, bytes_each=4)]
    assert due == sorted({*range(0, steps + 1, stride), steps})


@pytest.mark.parametrize(("steps", "most", "stride"), [(0, 50, 1), (13, 50, 1), (13, 5, 4)])
def test_networks_are_kept_and_drawn_when_they_are_due(steps: int, most: int, stride: int) -> None:
    shape = replace(SPEC, functions=parsed("tanh"), depth=1, samples=20, batch_size=5, seeds=1)
    history = train(replace(shape, steps=steps, most_snapshots=most))
    assert history.snapshot_steps.tolist() == sorted({*range(0, steps + 1, stride), steps})
    maps = decision_maps(history)
    assert maps.shape == (len(history.snapshot_steps), 1, 40, 40)
    assert maps.dtype == np.uint8


def test_a_units_map_is_what_the_unit_of_a_plain_network_gives() -> None:
    trainer = Trainer(SPEC)
    for _ in range(SPEC.steps):
        trainer.step()
    history = trainer.history()
    found = unit_maps(history, function=1, start=1)
    assert found.shades.shape == (len(history.snapshot_steps), 2, 8, 20, 20)
    plain = build(
        SPEC.functions[1],
        [weight.detach()[3].double() for weight in trainer.stack.weights],
        [bias.detach()[3, 0].double() for bias in trainer.stack.biases],
    )
    x_low, x_high, y_low, y_high = extent(history.dataset)
    for row, column in ((0, 0), (5, 17), (19, 3)):
        x = x_low + (column + 0.5) * (x_high - x_low) / 20
        y = y_high - (row + 0.5) * (y_high - y_low) / 20
        h = torch.tensor([x, y], dtype=torch.float64)
        for layer in range(2):
            h = plain[2 * layer + 1](plain[2 * layer](h))
            shown = (found.shades[-1, layer, :, row, column].astype(float) - 128) / 127
            error = np.abs(shown * found.largest[-1, layer] - h.detach().numpy())
            assert (error <= 0.51 / 127 * found.largest[-1, layer] + 1e-6).all()


def test_a_unit_that_gives_0_everywhere_has_an_even_map() -> None:
    history = train(replace(SPEC, steps=1))
    silent = replace(history, snapshots=np.zeros_like(history.snapshots))
    found = unit_maps(silent, function=1, start=0)
    assert (found.shades == 128).all()
    assert (found.largest == 0).all()


@pytest.mark.parametrize(("width", "depth", "layers"), [(16, 6, 6), (64, 10, 1), (4, 10, 10), (32, 5, 3)])
def test_of_large_networks_the_first_layers_have_maps(width: int, depth: int, layers: int) -> None:
    assert layers_with_maps(width, depth) == layers
