"""What a pass through untrained networks measures is what plain networks measure, one at a time."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import torch

from experiments.networks.initialisations import INITIALISATIONS, draw
from experiments.networks.stack import generator
from experiments.signal_flow.distributions import distributions
from experiments.signal_flow.flow import DATASETS, LIMITS, MEASURES, SignalFlowSpec, sizes
from experiments.training.train import TrainingSpec, train
from tests.experiments.functions import parsed
from tests.experiments.networks import plain_loop

SMALL = SignalFlowSpec(depth=3, width=12, seeds=2, seed=4)


def plain_sizes(spec: SignalFlowSpec, function: int, seed: int) -> np.ndarray:
    """The four sizes of each hidden layer, [4, H], by an `nn.Sequential` and `backward()`."""
    source, more = generator(seed, "weights"), generator(seed, "biases")
    weights, biases = [], []
    for fan_in, fan_out in pairwise(spec.layer_widths):
        weight, bias = draw(spec.initialisation, 1 / np.sqrt(fan_in), fan_in, fan_out, source)
        weights.append(spec.weight_scale * weight)
        biases.append(bias + spec.bias_scale * torch.randn(fan_out, generator=more, dtype=torch.float64))
    network = plain_loop.build(spec.functions[function], weights, biases)
    data = spec.dataset_points()
    outputs = plain_loop.layer_outputs(network, torch.from_numpy(data.points).double())
    for z in outputs[0::2]:
        z.retain_grad()
    labels = torch.from_numpy(data.labels)
    if outputs[-1].shape[1] == 1:
        loss = torch.nn.BCEWithLogitsLoss()(outputs[-1][:, 0], labels.double())
    else:
        loss = torch.nn.CrossEntropyLoss()(outputs[-1], labels.long())
    loss.backward()
    hidden = outputs[0:-1:2]
    signals = [len(labels) * z.grad for z in hidden if z.grad is not None]
    linears = [layer for layer in network if isinstance(layer, torch.nn.Linear)][:-1]
    gradients = [linear.weight.grad for linear in linears if linear.weight.grad is not None]
    return np.array(
        [
            [float(each.detach().square().mean() ** 0.5) for each in row]
            for row in (hidden, outputs[1::2], signals, gradients)
        ]
    )


@pytest.mark.parametrize("function", range(6))
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"dataset": "moons", "weight_scale": 2.0},
        {"dataset": "digits", "initialisation": "orthogonal"},
        {"initialisation": "pytorch", "bias_scale": 0.5, "weight_scale": 3.0},
    ],
    ids=["noise", "moons", "digits", "biases"],
)
def test_the_sizes_of_all_layers_are_those_of_plain_networks(
    function: int, changes: dict[str, object]
) -> None:
    spec = replace(SMALL, **changes)  # type: ignore[arg-type]
    found = sizes(spec, [spec.weight_scale], dtype=torch.float64)
    for start in range(spec.seeds):
        np.testing.assert_allclose(
            found[0, :, function, start], plain_sizes(spec, function, spec.seed + start), rtol=1e-9
        )


def test_single_precision_is_precise_enough() -> None:
    deep = replace(SMALL, depth=10)
    scales = [0.25, 1.0, 2.0]
    np.testing.assert_allclose(sizes(deep, scales), sizes(deep, scales, dtype=torch.float64), rtol=2e-3)


def test_training_begins_with_the_sizes_that_this_page_shows() -> None:
    spec = SignalFlowSpec(depth=4, width=16, initialisation="xavier", dataset="circles", seeds=2)
    points = spec.points
    run = train(
        TrainingSpec(
            depth=4,
            width=16,
            initialisation="xavier",
            dataset="circles",
            seeds=2,
            samples=points,
            batch_size=points,
            steps=0,
        )
    )
    found = sizes(spec, [1.0])[0]
    by_network = run.error_signal[0].reshape(6, 2, 5)[..., :4]
    np.testing.assert_allclose(found[2], by_network, rtol=1e-3)
    np.testing.assert_allclose(found[3], run.gradient_magnitude[0].reshape(6, 2, 5)[..., :4], rtol=1e-3)


def test_the_same_seeds_give_the_same_bytes_and_other_seeds_others() -> None:
    again = sizes(SMALL, [1.0, 2.0])
    assert sizes(SMALL, [1.0, 2.0]).tobytes() == again.tobytes()
    assert (sizes(replace(SMALL, seed=99), [1.0]) != again[:1]).all()
    assert (sizes(replace(SMALL, data_seed=99), [1.0]) != again[:1]).any()


def test_a_start_does_not_depend_on_how_many_there_are() -> None:
    more = sizes(replace(SMALL, seeds=3), [1.0])
    np.testing.assert_allclose(more[:, :, :, :2], sizes(SMALL, [1.0]), rtol=1e-5)


def test_starts_that_do_not_fit_into_memory_together_are_measured_one_after_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    together = sizes(SMALL, [1.0, 2.0])
    monkeypatch.setattr("experiments.signal_flow.flow.MOST_BYTES", 1)
    shares: list[float] = []
    np.testing.assert_allclose(sizes(SMALL, [1.0, 2.0], shares.append), together, rtol=1e-5)
    assert shares == [0.25, 0.5, 0.75, 1.0]


def test_who_is_told_of_the_progress_can_end_the_work() -> None:
    def stop(share: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        sizes(SMALL, [1.0], stop)


@pytest.mark.parametrize("name", LIMITS)
def test_a_number_outside_its_limits_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        SignalFlowSpec(**{name: LIMITS[name].high + 1})  # type: ignore[arg-type]


@pytest.mark.parametrize("changes", [{"dataset": "own"}, {"initialisation": "zeros"}, {"functions": ()}])
def test_an_unknown_choice_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(changes))):
        SignalFlowSpec(**changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("dataset", DATASETS)
@pytest.mark.parametrize("initialisation", INITIALISATIONS)
def test_every_data_set_passes_every_initialisation(dataset: str, initialisation: str) -> None:
    spec = replace(SMALL, dataset=dataset, initialisation=initialisation, functions=parsed("tanh"))
    assert (sizes(spec, [1.0]) > 0).all()


def test_distributions_hold_all_numbers_but_the_tails() -> None:
    for found in distributions(SMALL, function=2):
        assert found.shares.shape == (3, 48)
        assert (found.shares.sum(axis=1) > 0.9).all()
        assert (found.shares.sum(axis=1) <= 1 + 1e-12).all()


def test_half_of_what_relu_gives_is_exactly_zero() -> None:
    found = dict(zip(MEASURES, distributions(replace(SMALL, width=64), function=2), strict=True))
    assert found["activation"].zeros == pytest.approx(0.5, abs=0.1)
    assert found["error_signal"].zeros == pytest.approx(0.5, abs=0.1)
    assert not found["pre_activation"].zeros.any()


def test_axes_are_logarithmic_for_gradients_and_where_layers_differ_tenfold() -> None:
    level = [each.is_logarithmic for each in distributions(SMALL, function=1)]
    assert level == [False, False, True, True]
    shrinking = replace(SMALL, weight_scale=0.25, depth=6)
    assert all(each.is_logarithmic for each in distributions(shrinking, function=2))
