"""What a link chooses is what the first draw shows, scrubber, maps and charts above the choice included."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain

import orjson
import plotly.graph_objects as go
import pytest
from streamlit.runtime.state.query_params import QueryParams
from streamlit.testing.v1 import AppTest

from activations.catalogue import CATALOGUE
from experiments.train_results.decision_maps import confusions, decision_maps
from figures.train import confusion
from figures.train.decision_maps import map_images
from pages.dead_neurons.state import DeadNeuronsState
from pages.train.state import TrainState
from tests.pages.lab import PAGES, RUN_TAKES_AT_MOST, opened, state_of, warnings_of
from ui import charts, components, links
from ui.runs import Run

pytestmark = pytest.mark.slow

Link = dict[str, str]
OWN = {"f": "a*x+b", "name": "Line", "f_a": "2", "f_b": "-1"}
SMALL = {
    "functions": "tanh,relu",
    "depth": "2",
    "width": "4",
    "samples": "60",
    "batch_size": "20",
    "steps": "12",
    "seeds": "4",
}
FEW = {"functions": "tanh,relu", "depth": "4", "width": "8", "seeds": "2"}
BOARD = {"steps": "30", "width": "6", "depth": "3"}
WIDE = "row,a,b,c,class\n" + "".join(f"{k},{k / 9},{k % 7},{k // 300},{k % 2}\n" for k in range(600))
# Links that together set every parameter of a page away from its default. What is pasted comes after them.
LINKS: dict[str, tuple[Link, ...]] = {
    **{
        key: (
            {each.name: str(each.high) for each in entry.function_class.hyperparameters}
            | {"x": "-2", "code": "true"},
        )
        for key, entry in CATALOGUE.items()
    },
    "overview": ({"x": "-2", "alpha": "0.3"},),
    "leaky-relu": ({"alpha": "0.3", "x": "-2", "code": "true"},),
    "make-your-own": ({**OWN, "x": "3", "race": "yes"},),
    "primer": ({},),
    "modern-practice": ({},),
    "glossary": ({},),
    "lessons": (),
    "compare": (
        {"functions": "relu,elu", "order": "slope"},
        {**OWN, "functions": "tanh,own", "order": "curvature"},
    ),
    "notes": (
        {"show": "relu", "verdict": "holds", "sort": "verdict", "predict": "yes"},
        {"claim": "swish-search", "sort": "stability", "print": "yes"},
    ),
    "numerics": (
        {"function": "tanh", "x": "-2", "h": "-5", "precision": "float32"},
        {"function": "leaky-relu", "view": "kink", "alpha": "0.3", "window": "-3"},
        {"function": "swish", "view": "written", "beta": "1.5", "format": "bfloat16"},
    ),
    "signal-flow": (
        {**FEW, "measure": "activation", "scale": "1.7"},
        {**FEW, "initialisation": "orthogonal", "bias_scale": "0.5", "seed": "3", "closer": "relu"},
        {**FEW, "functions": "leaky-relu,elu,swish", "alpha": "0.3", "elu_alpha": "1.5", "beta": "1.5"},
        {**FEW, "dataset": "moons", "data_seed": "4", "show": "forecast", "measure": "weight_gradient"},
        {**FEW, "show": "guess", "guessed": "relu", "guess": "-1,-2,-3,-4"},
        {**FEW, **OWN, "functions": "tanh,own", "closer": "own"},
    ),
    "dead-neurons": (
        {**BOARD, "layer": "3", "unit": "5", "input": "17", "experiment": "born", "function": "elu"},
        {**BOARD, "step": "9", "learning_rate": "0.05", "jolt": "30", "starting_bias": "-0.5", "seed": "3"},
        {**BOARD, "optimiser": "adam", "initialisation": "normal", "weight_scale": "1.5"},
        {**BOARD, "function": "leaky-relu", "alpha": "0.3", "experiment": "recovery", "burial": "3"},
        {**BOARD, **OWN, "function": "own"},
    ),
    "train": (
        {**SMALL, "start": "3"},
        {**SMALL, "start": "2", "closer": "relu", "layer": "2", "unit": "3", "step": "5"},
        {**SMALL, "measure": "gradient_magnitude", "statistic": "mean", "course": "3:0.05,9:0.5"},
        {**SMALL, "details": "closer", "start": "2", "step": "4"},
        {**SMALL, "details": "layers", "measure": "activation_gradient", "step": "7"},
        {**SMALL, "dataset": "digits", "start": "4", "closer": "relu", "optimiser": "adam"},
        {**SMALL, "initialisation": "normal", "weight_scale": "1.5", "starting_bias": "0.5", "seed": "3"},
        {**SMALL, "noise": "0.3", "test_share": "0.3", "data_seed": "4", "learning_rate": "0.5"},
        {**SMALL, "functions": "tanh,leaky-relu", "alpha": "0.3", "weight_decay": "0.01"},
        {**SMALL, **OWN, "functions": "relu,own", "closer": "own"},
        {**SMALL, "dataset": "own", "own_x": "3", "own_y": "2", "own_label": "4", "own_sample": "yes"},
        {**SMALL, "dataset": "own", "own_skip": "yes", "own_sample": "yes"},
    ),
}
EVERYWHERE = {"projector": "yes"}  # what every page takes
PASTED = {"own_x": WIDE, "own_skip": WIDE.replace("0,0.0,", "0,,")}


@dataclass
class Shown:
    """What a page hands to its charts and to what runs in the browser, by their keys; and what it binds.

    Whoever wants to know what the next draw shows empties `drawn` before.
    """

    drawn: dict[str, bytes] = field(default_factory=dict)
    bound: set[str] = field(default_factory=set)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Listens to the charts, to the components, and to the two ways to bind a value to the address."""
    found = Shown()
    check, bind_widget = links._check, QueryParams.bind_widget

    def chart(real: Callable[..., None]) -> Callable[..., None]:
        def show(figure: go.Figure, **more: object) -> None:
            found.drawn[str(more["key"])] = figure.to_json().encode() + str(more["alt"]).encode()
            real(figure, **more)

        return show

    def component(name: str) -> Callable[..., None]:
        def show(data: dict[str, object], **_: object) -> None:
            found.drawn[name] = orjson.dumps(data)

        return show

    def checking(name: str, *arguments: Callable[[str], str | None] | str) -> None:
        found.bound.add(name)
        check(name, *arguments)  # type: ignore[arg-type]

    def binding(self: QueryParams, param_key: str, *arguments: object, **more: object) -> None:
        found.bound.add(param_key)
        bind_widget(self, param_key, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(charts, "show", chart(charts.show))
    for name in ("live_curve", "follow_slider", "scrub", "slider_film", "sealed_guess"):
        monkeypatch.setattr(components, name, component(name))
    monkeypatch.setattr(links, "_check", checking)
    monkeypatch.setattr(QueryParams, "bind_widget", binding)
    return found


def asked_in(app: AppTest, page: str) -> list[Run]:
    """The runs that a page waits for."""
    if page == "dead-neurons":
        return list(chain(*state_of(app, DeadNeuronsState).runs.values()))
    run = state_of(app, TrainState).run if page == "train" else None
    return [run] if run else []


def first_draw(shown: Shown, page: str, link: Link) -> tuple[AppTest, dict[str, bytes]]:
    """Open a link, wait for what it asks for, and return what the first draw of the results shows."""
    app = opened(page, **link)
    for text in (PASTED[name] for name in PASTED if name in link):
        app.text_area(key="own-paste").input(text).run()
    for _ in range(RUN_TAKES_AT_MOST):
        if all(run.is_over for run in asked_in(app, page)):
            break
        for run in asked_in(app, page):
            run.wait(1.0)
        app.run()  # a page that does not look gives its runs up
    if page in ("train", "dead-neurons") and "scrub" not in shown.drawn:
        app.run()
    assert not app.exception
    return app, dict(shown.drawn)


def words_of(app: AppTest) -> list[str]:
    """Every sentence, table, formula and piece of code of a page."""
    kinds = (app.markdown, app.caption, app.header, app.subheader, app.latex, app.code, app.info, app.table)
    return [str(element.value) for kind in (*kinds, app.dataframe) for element in kind]


def address_of(app: AppTest) -> Link:
    """What the address says of each parameter."""
    return {name: said if isinstance(said, str) else said[0] for name, said in app.query_params.items()}


def check_link(shown: Shown, page: str, link: Link) -> None:
    """What the first draw shows is what a later one shows, and every parameter has kept its value.

    What is refused leaves the address, and so does what is at its default.
    """
    shown.drawn.clear()
    app, first = first_draw(shown, page, link)
    words, address = words_of(app), address_of(app)
    assert warnings_of(app) == []
    assert {name: address.get(name) for name in link} == link
    shown.drawn.clear()
    app.run()
    assert {key: shown.drawn[key] == drawn for key, drawn in first.items()} == dict.fromkeys(first, True)
    assert words_of(app) == words


@pytest.mark.parametrize("page", PAGES)
def test_the_first_draw_of_links_shows_what_later_ones_show_with_every_parameter_away_from_its_default(
    shown: Shown, page: str
) -> None:
    for index, link in enumerate(LINKS[page]):
        check_link(shown, page, link if index else link | EVERYWHERE)
    assert shown.bound <= set(chain(*LINKS[page], EVERYWHERE))


def test_films_and_maps_are_those_of_the_start_that_the_link_names(shown: Shown) -> None:
    app, first = first_draw(shown, "train", {**SMALL, "start": "3"})
    history = state_of(app, TrainState).history
    assert history
    film = orjson.loads(first["scrub"])["films"][0]
    assert app.slider(key="start").value == 3
    assert film["pictures"] == map_images(decision_maps(history, 2), "light")
    assert film["pictures"] != map_images(decision_maps(history, 0), "light")


def test_tables_of_mix_ups_are_those_of_the_start_that_the_link_names(shown: Shown) -> None:
    app, first = first_draw(shown, "train", {**SMALL, "dataset": "digits", "start": "4"})
    history = state_of(app, TrainState).history
    assert history
    film = orjson.loads(first["scrub"])["films"][0]
    counts = confusions(history, 3)
    assert film["remarks"] == confusion.remarks(counts)
    assert film["values"] == components.encoded(counts) != components.encoded(confusions(history, 0))
