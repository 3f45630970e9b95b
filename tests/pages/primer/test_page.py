"""The primer's charts say what is left of the error signal where that can be worked out by hand."""

import plotly.graph_objects as go
import pytest

from tests.pages.lab import opened
from ui import charts


def test_the_charts_show_relu_fade_stay_and_explode_by_the_powers_of_two_that_its_weights_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []

    def show(figure: go.Figure, *, key: str, alt: str, height: int) -> None:
        assert len(figure.data) == 12, key
        assert height > 0
        said.append(alt)

    monkeypatch.setattr(charts, "show", show)
    assert not opened("primer").exception
    assert [alt.rstrip(".").rpartition("ReLU ")[2] for alt in said] == ["0.002", "1", "5.1\u00a0·\u00a010²"]
