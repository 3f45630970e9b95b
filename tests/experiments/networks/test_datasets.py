"""Data sets: standardised, balanced, seeded, noisy as asked, and as hard as they are meant to be."""

import numpy as np
import pytest

from experiments.networks.datasets import DATASETS, SHAPES, Dataset, make


def accuracy_of_the_best_line(data: Dataset) -> float:
    """Least squares on ±1: close enough to the best straight line for these shapes."""
    design = np.column_stack([data.points, np.ones(len(data.points))])
    weights, *_ = np.linalg.lstsq(design, 2 * data.labels - 1)
    return float(np.mean((design @ weights > 0) == (data.labels > 0)))


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("samples", [20, 301])
def test_points_are_standardised_and_classes_balanced(name: str, samples: int) -> None:
    data = make(name, samples, 0.15, seed=3)
    assert data.points.shape == (samples, 2)
    assert data.points.dtype == data.labels.dtype == np.float32
    np.testing.assert_allclose(data.points.mean(axis=0), 0, atol=1e-6)
    np.testing.assert_allclose(data.points.std(axis=0), 1, atol=1e-6)
    assert data.labels.sum() == samples // 2
    assert set(data.labels.tolist()) == {0.0, 1.0}


@pytest.mark.parametrize("name", DATASETS)
def test_the_seed_decides_every_byte(name: str) -> None:
    first, again, other = (make(name, 100, 0.15, seed) for seed in (1, 1, 2))
    assert first.points.tobytes() == again.points.tobytes()
    assert first.points.tobytes() != other.points.tobytes()


def test_noise_is_the_standard_deviation_around_the_clean_shape() -> None:
    data = make("circles", 2000, 0.05, seed=0)
    radius = np.hypot(*data.points[data.labels == 0].T)
    assert radius.std() / radius.mean() == pytest.approx(0.05, rel=0.1)
    assert make("circles", 2000, 0.0, seed=0).points.tobytes() != data.points.tobytes()


@pytest.mark.parametrize(
    ("name", "lowest", "highest"),
    [
        ("moons", 0.82, 0.92),
        ("circles", 0.4, 0.6),
        ("spirals", 0.6, 0.9),
        ("xor", 0.4, 0.65),
        ("gaussians", 0.98, 1),
    ],
)
def test_a_straight_line_gets_as_far_as_the_shape_allows(name: str, lowest: float, highest: float) -> None:
    assert lowest <= accuracy_of_the_best_line(make(name, 300, 0.15, seed=0)) <= highest


def test_an_unknown_name_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="moons, circles, spirals, xor, gaussians"):
        make("rings", 100, 0.1, 0)


def test_digits_are_the_1797_images_each_drawn_once() -> None:
    data = make("digits", 1797, 0.0, seed=5)
    assert data.points.shape == (1797, 64)
    assert len(np.unique(data.points, axis=0)) == 1797
    assert data.classes == 10
    assert np.bincount(data.labels.astype(int)).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    np.testing.assert_allclose(data.points.mean(axis=0), 0, atol=1e-5)
    assert data.points.std() == pytest.approx(1, abs=1e-5)


def test_custom_points_keep_their_order_and_are_standardised() -> None:
    points = [(float(x), 5.0, x % 2) for x in range(20)]
    data = make("own", 20, 0.5, seed=1, custom_points=points)
    assert (np.diff(data.points[:, 0]) > 0).all()
    assert not data.points[:, 1].any()
    assert data.labels.tolist() == [x % 2 for x in range(20)]


@pytest.mark.parametrize("name", DATASETS)
def test_test_points_are_a_random_choice_of_the_same_points(name: str) -> None:
    whole, split = make(name, 100, 0.1, seed=2), make(name, 100, 0.1, seed=2, test_points=30)
    assert (whole.training, split.training) == (100, 70)
    assert sorted(map(tuple, whole.points.tolist())) == sorted(map(tuple, split.points.tolist()))
    assert 0 < (split.labels[70:] == split.labels[70]).mean() < 1
