"""What a link chooses is what the first draw shows, scrubber, maps and charts above the choice included."""

from collections.abc import Callable

import orjson
import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from experiments.train_results.decision_maps import confusions, decision_maps
from experiments.training.train import TrainingHistory
from figures.train import confusion
from figures.train.decision_maps import map_images
from tests.pages.lab import RUN_TAKES_AT_MOST, opened, warnings_of
from ui import charts, components

pytestmark = pytest.mark.slow

Shown = dict[str, bytes]  # what a draw hands to each chart and to the scrubber, by its key
SMALL = {
    "functions": "tanh,relu",
    "depth": "2",
    "width": "4",
    "samples": "60",
    "batch_size": "20",
    "steps": "12",
    "seeds": "4",
}
# Links away from the defaults, by page.
LINKS: tuple[tuple[str, dict[str, str]], ...] = (
    ("train", {**SMALL, "start": "3"}),
    ("train", {**SMALL, "start": "2", "closer": "relu", "layer": "2", "unit": "3", "step": "5"}),
    ("train", {**SMALL, "measure": "gradient_magnitude", "statistic": "mean"}),
    ("train", {**SMALL, "dataset": "digits", "start": "4", "closer": "relu"}),
    ("dead-neurons", {"steps": "30", "width": "6", "depth": "3", "layer": "3", "unit": "5", "input": "17"}),
    ("dead-neurons", {"steps": "30", "width": "6", "depth": "3", "step": "9"}),
    (
        "signal-flow",
        {"functions": "tanh,relu", "depth": "4", "width": "8", "seeds": "2", "measure": "activation"},
    ),
    ("signal-flow", {"functions": "tanh,relu", "depth": "4", "width": "8", "seeds": "2", "scale": "1.7"}),
    ("numerics", {"function": "tanh", "x": "-2", "h": "-5", "precision": "float32"}),
    ("numerics", {"function": "relu", "view": "kink", "window": "-3"}),
    ("compare", {"functions": "relu,elu", "order": "slope"}),
    ("leaky-relu", {"alpha": "0.3", "x": "-2"}),
    ("make-your-own", {"f": "a*x+b", "f_a": "2", "f_b": "-1", "x": "3"}),
)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Fills with what pages show; whoever wants to know what the next draw shows empties it before."""
    found: Shown = {}

    def recording(real: Callable[..., None]) -> Callable[..., None]:
        def show(figure: go.Figure, **more: object) -> None:
            found[str(more["key"])] = figure.to_json().encode() + str(more["alt"]).encode()
            real(figure, **more)

        return show

    def scrub(data: dict[str, object], **_: object) -> None:
        found["scrub"] = orjson.dumps(data)

    monkeypatch.setattr(charts, "show", recording(charts.show))
    monkeypatch.setattr(components, "scrub", scrub)
    return found


def first_draw(shown: Shown, page: str, link: dict[str, str]) -> tuple[AppTest, Shown]:
    """Open a link, wait for what it asks for, and return what the first draw of the results shows."""
    app = opened(page, **link)
    places = {"train": "run", "dead-neurons": "runs lamps"}
    if page in places and "scrub" not in shown:
        asked = app.session_state[places[page]]
        for run in asked if isinstance(asked, list) else [asked]:
            run.wait(RUN_TAKES_AT_MOST)
        app.run()
    assert not app.exception
    assert warnings_of(app) == []
    return app, dict(shown)


@pytest.mark.parametrize(("page", "link"), LINKS, ids=[f"{page}-{list(link)[-1]}" for page, link in LINKS])
def test_the_first_draw_of_a_link_shows_what_every_later_one_shows(
    shown: Shown, page: str, link: dict[str, str]
) -> None:
    app, first = first_draw(shown, page, link)
    shown.clear()
    app.run()
    assert {key: shown[key] == drawn for key, drawn in first.items() if key in shown} == dict.fromkeys(
        shown, True
    )


def test_films_and_maps_are_those_of_the_start_that_the_link_names(shown: Shown) -> None:
    app, first = first_draw(shown, "train", {**SMALL, "start": "3"})
    history: TrainingHistory = app.session_state["shown"]
    film = orjson.loads(first["scrub"])["films"][0]
    assert app.slider(key="start").value == 3
    assert film["pictures"] == map_images(decision_maps(history, 2), "light")
    assert film["pictures"] != map_images(decision_maps(history, 0), "light")


def test_tables_of_mix_ups_are_those_of_the_start_that_the_link_names(shown: Shown) -> None:
    app, first = first_draw(shown, "train", {**SMALL, "dataset": "digits", "start": "4"})
    history: TrainingHistory = app.session_state["shown"]
    film = orjson.loads(first["scrub"])["films"][0]
    counts = confusions(history, 3)
    assert film["remarks"] == confusion.remarks(counts)
    assert film["values"] == components.encoded(counts) != components.encoded(confusions(history, 0))
