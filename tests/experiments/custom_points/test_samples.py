"""Of more rows than networks may learn from, a sample is taken that is fair and follows from its seed."""

from collections import Counter

import pytest

from experiments.custom_points.points import guess, points_of
from experiments.custom_points.table import read_table
from experiments.custom_points.text import CustomPointsError


def long_table(count: int, ones: int) -> str:
    return "\n".join(f"{i}.5,{i * i / count},{int(i < ones)}" for i in range(count))


@pytest.mark.parametrize(
    ("ones", "kept"), [(5_000, 1_000), (1_000, 200), (3_333, 667), (1, 1), (9_999, 1_999), (3, 1)]
)
def test_of_too_many_rows_a_sample_keeps_the_classes_shares(ones: int, kept: int) -> None:
    table = read_table(long_table(10_000, ones))
    sample = points_of(table, guess(table), sample_seed=0).points
    everything = {(i + 0.5, i * i / 10_000, int(i < ones)) for i in range(10_000)}
    assert len(set(sample)) == 2_000
    assert set(sample) <= everything
    assert Counter(label for *_, label in sample) == {1: kept, 0: 2_000 - kept}
    assert list(sample) == sorted(sample)  # in the table's order


def test_a_sample_follows_from_its_seed_alone() -> None:
    table = read_table(long_table(10_000, 5_000))
    first, again, other = (points_of(table, guess(table), sample_seed=seed).points for seed in (7, 7, 8))
    assert first == again
    assert len(set(first) & set(other)) < 1_000  # 400 when nothing but chance keeps a row


def test_a_sample_is_spread_over_the_whole_table() -> None:
    table = read_table(long_table(10_000, 5_000))
    sample = points_of(table, guess(table), sample_seed=1).points
    tenths = Counter(int(x // 1_000) for x, *_ in sample)
    assert all(140 <= tenths[tenth] <= 260 for tenth in range(10))  # 200 ± 13 by chance


def test_too_many_rows_are_refused_without_a_sample_and_few_are_never_sampled() -> None:
    table = read_table(long_table(10_000, 5_000))
    with pytest.raises(CustomPointsError) as raised:
        points_of(table, guess(table))
    assert raised.value.args == ("too many", None, {"rows": 10_000, "most": 2_000})
    few = read_table(long_table(2_000, 700))
    assert points_of(few, guess(few), sample_seed=3) == points_of(few, guess(few))


def test_a_wrong_cell_is_told_however_many_rows_there_are() -> None:
    text = long_table(10_000, 5_000).replace("\n9999.5,", "\nhalf,")
    table = read_table(text)
    with pytest.raises(CustomPointsError) as raised:
        points_of(table, guess(table), sample_seed=0)
    assert raised.value.args == ("not a number", 10_000, {"column": 1, "cell": "half"})
