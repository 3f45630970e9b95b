"""Curve and probe follow sliders, keyboard and mouse, and agree with them whatever happens to the page."""

import re
from collections.abc import Callable, Iterator
from statistics import median

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from activations.measured.points import TALL, WIDE
from tests.browser import stage
from tests.browser.visits import LIGHT, PATIENCE, PHONE, Look, follow_link, opened, settle, switch_theme

pytestmark = pytest.mark.browser

PROJECTOR = Look("projector", "light", 1920, 1080)
SLOWER = 6  # times: a school's laptop


@pytest.fixture(scope="module")
def leaky(lab: str, reader: Callable[[Look], BrowserContext]) -> Iterator[Page]:
    """LeakyReLU's page, shared by the tests that move what it shows, each from wherever it stands."""
    with opened(reader(LIGHT), f"{lab}/leaky-relu?alpha=0.3") as page:
        stage.wait_until_curve_agrees(page)
        yield page


@pytest.fixture
def untouched(lab: str, reader: Callable[[Look], BrowserContext]) -> Iterator[Page]:
    """A page of its own, opened from a link that sets α to 0.3."""
    with opened(reader(LIGHT), f"{lab}/leaky-relu?alpha=0.3") as page:
        stage.wait_until_curve_agrees(page)
        yield page


@pytest.mark.benchmark
def test_every_slider_position_is_drawn_while_it_is_dragged(untouched: Page) -> None:
    stage.drag_alpha(untouched, to=0.0, steps=5)
    settle(untouched)
    untouched.evaluate(stage.RECORD)
    stage.drag_alpha(untouched, to=1.0, steps=100)
    stage.wait_until_curve_agrees(untouched)
    painted: list[tuple[float, float]] = untouched.evaluate("() => window.painted")

    first_shown = {value: frame for frame, (value, _) in reversed(list(enumerate(painted)))}
    waited = {
        value: next((later for later, (_, drawn) in enumerate(painted[frame:]) if drawn == value), None)
        for value, frame in first_shown.items()
    }
    drawn_after = [frames for frames in waited.values() if frames is not None]
    assert len(waited) >= 50, "the drag passed over too few positions to say anything"
    assert len(drawn_after) >= 0.95 * len(waited)
    assert median(drawn_after) <= 2


def test_curve_agrees_after_a_drag(leaky: Page) -> None:
    stage.drag_alpha(leaky, to=0.75, steps=20)
    settle(leaky)
    stage.wait_until_curve_agrees(leaky)
    assert stage.slider(leaky, "alpha") == pytest.approx(0.75, abs=0.03)
    expect(leaky).to_have_url(re.compile(r"alpha=0\.7"), timeout=PATIENCE)


def test_curve_agrees_after_a_rerun_of_the_whole_page(leaky: Page) -> None:
    stage.drag_alpha(leaky, to=0.6, steps=10)
    leaky.locator(".st-key-show-leaky-parameter button").click()
    leaky.wait_for_function(f"() => ({stage.SLIDER})('alpha') === 1", timeout=PATIENCE)
    settle(leaky)
    stage.wait_until_curve_agrees(leaky)
    stage.wait_until_probe_agrees(leaky)


def test_curve_agrees_after_a_switch_of_the_theme(leaky: Page) -> None:
    stage.drag_alpha(leaky, to=0.6, steps=10)
    before = stage.slider(leaky, "alpha")
    switch_theme(leaky, "Dark")
    stage.wait_until_curve_agrees(leaky)
    assert stage.slider(leaky, "alpha") == before
    switch_theme(leaky, "Light")
    stage.wait_until_curve_agrees(leaky)


def test_curve_agrees_after_a_change_of_the_page_and_back(leaky: Page) -> None:
    stage.drag_alpha(leaky, to=0.6, steps=10)
    follow_link(leaky, "ELU")
    follow_link(leaky, "LeakyReLU")
    stage.wait_until_curve_agrees(leaky)
    stage.wait_until_probe_agrees(leaky)


@pytest.mark.parametrize("look", [LIGHT, PHONE], ids=lambda look: look.name)
def test_the_chart_stays_in_view_beside_a_claim_and_follows_it_there_and_back(
    lab: str, reader: Callable[[Look], BrowserContext], look: Look
) -> None:
    with opened(reader(look), f"{lab}/leaky-relu?alpha=0.3") as page:
        button = page.locator(".st-key-show-leaky-parameter button")
        button.evaluate("(element) => element.scrollIntoView({ block: 'end' })")
        scrolled = page.get_by_test_id("stMain").evaluate("(main) => main.scrollTop")
        for name, alpha in (("show", 1.0), ("back", 0.3)):
            page.locator(f".st-key-{name}-leaky-parameter button").click()
            page.wait_for_function(
                f"(alpha) => ({stage.SLIDER})('alpha') === alpha", arg=alpha, timeout=PATIENCE
            )
            settle(page)
            stage.wait_until_curve_agrees(page)
        assert page.get_by_test_id("stMain").evaluate("(main) => main.scrollTop") == scrolled
        panel = page.locator(".st-key-chart-panel").bounding_box()
        assert panel is not None
        assert panel["y"] >= 0
        assert panel["y"] + panel["height"] <= look.height * (0.45 if look is PHONE else 1)
        stage.drag_alpha(page, to=0.5, steps=5)
        stage.wait_until_curve_agrees(page)


def test_keyboard_moves_the_probe(leaky: Page) -> None:
    leaky.focus(".st-key-x input[type=range]")
    before = stage.slider(leaky, "x")
    leaky.keyboard.press("ArrowRight")
    leaky.wait_for_function(f"(before) => ({stage.SLIDER})('x') > before", arg=before, timeout=PATIENCE)
    stage.wait_until_probe_agrees(leaky)
    shown = leaky.locator(".st-key-live-curve .readout output").first
    expect(shown).to_have_text(minus_signed(stage.slider(leaky, "x")), timeout=PATIENCE)


def test_mouse_in_the_chart_moves_the_probe_its_slider_and_the_address(leaky: Page) -> None:
    stage.drag_in_chart(leaky, start=0.5, end=0.25)
    expect(leaky).to_have_url(re.compile(r"x=-4"), timeout=PATIENCE)
    settle(leaky)
    assert stage.slider(leaky, "x") == pytest.approx(-4.0, abs=0.06)
    stage.wait_until_probe_agrees(leaky)


def test_link_opens_with_its_value_and_a_prediction_reveals_the_answer_once_the_reader_commits(
    untouched: Page,
) -> None:
    assert stage.slider(untouched, "alpha") == 0.3
    question = untouched.locator(".st-key-prediction")
    commit = question.get_by_role("button")
    expect(commit).to_be_disabled()
    expect(question.get_by_test_id("stAlert")).to_have_count(0)
    question.locator("[data-testid=stRadio] label").filter(has_text="it comes back, slowly").click()
    commit.click()
    expect(question.get_by_test_id("stAlert")).to_contain_text("Yes", timeout=PATIENCE)
    expect(question.get_by_test_id("stAlert")).to_contain_text("which is 0.01")


def test_bad_link_gives_one_sentence_and_the_default(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    with opened(reader(LIGHT), f"{lab}/leaky-relu?alpha=7") as page:
        expect(page.get_by_test_id("stAlert")).to_have_count(1)
        expect(page.get_by_test_id("stAlert")).to_contain_text("alpha = 7")
        assert stage.slider(page, "alpha") == 0.01
        stage.wait_until_curve_agrees(page)


def minus_signed(number: float) -> str:
    """A number as the page writes it."""
    return f"{number:.2f}".replace("-", "−")


@pytest.mark.parametrize("address", ["/leaky-relu", "/compare", "/make-your-own", "/"])
def test_no_chart_is_larger_than_those_for_which_lines_are_exact(
    lab: str, reader: Callable[[Look], BrowserContext], address: str
) -> None:
    with opened(reader(PROJECTOR), f"{lab}{address}") as page:
        sizes: list[tuple[float, float]] = page.evaluate(stage.SIZES)
    assert sizes
    assert all(width <= WIDE and height <= TALL for width, height in sizes), sizes


@pytest.mark.benchmark
def test_on_a_slow_machine_a_move_with_its_drawing_takes_little_longer_than_without(untouched: Page) -> None:
    """Measured: 1.5 times as long, and 4 times when Plotly drew each position."""
    stage.drag_alpha(untouched, to=0.0, steps=5)
    settle(untouched)
    stage.slow_down(untouched, SLOWER)
    drawing = stage.time_of_moves(untouched)
    untouched.evaluate("() => { window.Plotly = undefined; }")  # and nothing is drawn
    moving = stage.time_of_moves(untouched)
    assert min(len(drawing), len(moving)) >= 50
    assert median(drawing) <= 2.5 * median(moving)


@pytest.mark.parametrize("look", [LIGHT, PHONE, PROJECTOR], ids=lambda look: look.name)
def test_the_numbers_stand_in_one_line_and_fit(
    lab: str, reader: Callable[[Look], BrowserContext], look: Look
) -> None:
    with opened(reader(look), f"{lab}/sigmoid?x=-8") as page:
        stage.wait_until_probe_agrees(page)
        outputs = page.locator(".st-key-live-curve .readout output")
        expect(outputs).to_have_count(3, timeout=PATIENCE)
        boxes: list[list[float]] = outputs.evaluate_all(
            "(all) => all.map((one) => [one.getBoundingClientRect().top, one.scrollWidth - one.clientWidth])"
        )
        first_letter = outputs.first.evaluate("(each) => parseFloat(getComputedStyle(each).fontSize)")
    tops, overflows = zip(*boxes, strict=True)
    assert len(boxes) == 3
    assert len(set(tops)) == 1
    assert max(overflows) <= 0
    assert first_letter >= 14
