"""The prediction, the buttons beside the claims, and the table that follows the slider."""

import pytest

from activations.catalogue import CATALOGUE
from content.loader import function_page, page
from tests.content.independent import answer
from tests.pages.lab import opened, table_of

pytestmark = pytest.mark.slow

CLAIMS = [
    pytest.param(key, claim.id, dict(claim.show), id=claim.id)
    for key in CATALOGUE
    for claim in function_page(key).claims + function_page(key).facts
    if claim.show is not None
]


def right_option(key: str) -> str:
    """The option that agrees with what plain arithmetic gives."""
    prediction = function_page(key).prediction
    (position,) = prediction.answers(answer(key, prediction.asks))
    return prediction.options[position].text


@pytest.mark.parametrize("key", CATALOGUE)
def test_prediction_says_nothing_before_the_reader_commits(key: str) -> None:
    app = opened(key)
    app.radio(f"guess-{key}").set_value(app.radio(f"guess-{key}").options[0]).run()
    assert not app.success
    assert not app.info


@pytest.mark.parametrize("key", CATALOGUE)
def test_prediction_marks_the_measured_option_right_and_any_other_wrong(key: str) -> None:
    right = right_option(key)
    for option in function_page(key).prediction.options:
        app = opened(key)
        app.radio(f"guess-{key}").set_value(option.text).run()
        (commit,) = (
            button for button in app.button if button.label == page("function").texts["prediction.commit"]
        )
        commit.click().run()
        assert not app.exception
        assert bool(app.success) == (option.text == right)
        (verdict,) = [shown.value for shown in [*app.success, *app.info]]
        assert right in verdict


@pytest.mark.parametrize(("key", "claim", "settings"), CLAIMS)
def test_show_me_sets_the_sliders(key: str, claim: str, settings: dict[str, float]) -> None:
    app = opened(key)
    app.button(f"show-{claim}").click().run()
    assert not app.exception
    assert {name: app.slider(name).value for name in settings} == settings


@pytest.mark.parametrize(("key", "claim", "settings"), CLAIMS[:6])
def test_back_takes_the_sliders_to_where_they_were(key: str, claim: str, settings: dict[str, float]) -> None:
    app = opened(key)
    before = {name: app.slider(name).value for name in settings}
    app.button(f"show-{claim}").click().run()
    app.button(f"back-{claim}").click().run()
    assert {name: app.slider(name).value for name in settings} == before
    assert app.button(f"show-{claim}").label


def test_a_second_claim_that_is_shown_leads_back_to_the_first() -> None:
    app = opened("leaky-relu")
    app.button("show-leaky-negatives").click().run()
    app.button("show-leaky-parameter").click().run()
    app.button("back-leaky-parameter").click().run()
    assert (app.slider("alpha").value, app.slider("x").value) == (0.2, -4.0)


def test_measured_table_follows_the_slider() -> None:
    app = opened("leaky-relu")
    assert "| E[f(z)] | 0.395 |" in table_of(app)  # (1 − 0.01) / √(2π)
    app.slider("alpha").set_value(0.5).run()
    assert "| E[f(z)] | 0.1995 |" in table_of(app)  # (1 − 0.5) / √(2π)
    assert "| E[f′(z)] | 0.75 |" in table_of(app)


@pytest.mark.parametrize("key", CATALOGUE)
def test_page_shows_the_source_that_runs_and_the_notes_form_to_who_opens_it(key: str) -> None:
    assert len(opened(key).code) == 0
    shown = [block.value for block in opened(key, code="true").code]
    name = CATALOGUE[key].function_class.__name__
    assert len(shown) == 2
    assert all(source.startswith(f"class {name}(") for source in shown)
    assert shown[0] != shown[1]
