"""A lesson is given from its first step to its last: each shows its own state, whatever was moved before."""

import pytest
from streamlit.testing.v1 import AppTest

from content.lesson import lessons
from pages.lessons.places import Place
from pages.lessons.state import PLACE, LessonState
from tests.pages.lab import opened, state_of, warnings_of
from tests.pages.test_first_draw import address_of

OWN = """\
+++
title = "My lesson"
minutes = 3
aims = ["See it."]
+++

## One look
minutes: 1
open: /leaky-relu?alpha=0.3

Say something.

## Another look
minutes: 2
open: /leaky-relu

Say **more**.

### How steep is it on the left?
kind: number
answer: slope?function=leaky-relu&x=-1

- [x] A hundredth | 0.009 to 0.011
- [ ] 1 | 0.9 to 1.1 | Both sides look alike.

So little.
"""


def values(app: AppTest) -> dict[str, object]:
    """What the page's own widgets hold."""
    kinds = (app.slider, app.select_slider, app.selectbox, app.number_input, app.toggle, app.button_group)
    widgets = [widget for kind in kinds for widget in kind]
    return {str(each.key): each.value for each in widgets if not str(each.key).startswith("lesson-")}


def opened_at(place: Place) -> AppTest:
    path = place.step.open.partition("?")[0].removeprefix("/")
    return opened(path or "overview", **place.parameters)


def brought(name: str, content: bytes) -> AppTest:
    """The page of lessons, to which a file was brought."""
    app = opened("lessons")
    app.toggle(key="lesson-bring").set_value(True).run()
    app.file_uploader(key="lesson-file").set_value((name, content, "text/markdown")).run()
    assert not app.exception
    return app


def pressed(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    assert warnings_of(app) == []
    return app


@pytest.mark.slow
@pytest.mark.parametrize("key", lessons())
def test_every_step_opens_and_shows_what_its_link_shows(key: str) -> None:
    lesson = lessons()[key]
    app = pressed(opened("lessons"), f"start-{key}")
    for number, step in enumerate(lesson.steps, 1):
        place = Place(lesson, number)
        fresh = opened_at(place)
        assert address_of(app) == address_of(fresh)
        assert not fresh.exception
        assert warnings_of(fresh) == []
        # What waits for a run is there for one of them sooner than for the other.
        mine, of_link = values(app), values(fresh)
        assert {name: mine.get(name, value) for name, value in of_link.items()} == of_link
        assert len(mine.keys() & of_link.keys()) >= len(mine) - 1
        assert any(step.title in text.value for text in app.markdown)
        if place.next:
            pressed(app, "lesson-next")
    assert app.button(key="lesson-next").disabled


def test_what_was_moved_before_does_not_reach_the_next_step() -> None:
    app = brought("my-lesson.md", OWN.encode())
    pressed(app, "start-my-lesson")
    assert app.slider(key="alpha").value == 0.3
    app.slider(key="alpha").set_value(0.7)
    app.slider(key="x").set_value(-4.0).run()
    pressed(app, "lesson-next")
    assert (app.slider(key="alpha").value, app.slider(key="x").value) == (0.01, 1.0)
    pressed(app, "lesson-back")
    assert (app.slider(key="alpha").value, app.slider(key="x").value) == (0.3, 1.0)
    assert app.button(key="lesson-back").disabled


def test_an_answer_is_sealed_until_it_is_revealed() -> None:
    place = Place(lessons()["why-gradients-vanish"], 1)
    app = opened_at(place)
    question = place.step.question
    assert question is not None

    def words() -> str:
        return "\n".join(text.value for text in app.markdown)

    assert question.prompt in words()
    for secret in (question.explanation, *(each.misconception for each in question.options)):
        assert not secret or secret not in words()
    pressed(app, "lesson-reveal")
    assert question.explanation in words()
    assert "**Measured:** 0.25" in words()
    pressed(app, "lesson-reveal")
    assert question.explanation not in words()


def test_leaving_keeps_the_page_and_drops_the_lesson() -> None:
    app = pressed(opened_at(Place(lessons()["why-gradients-vanish"], 2)), "lesson-leave")
    assert PLACE not in address_of(app)
    assert not any(str(button.key).startswith("lesson-") for button in app.button)
    assert app.slider(key="x").value == 0.0


@pytest.mark.parametrize(
    "said",
    [
        "nothing.1",
        "why-gradients-vanish",
        "why-gradients-vanish.0",
        "why-gradients-vanish.99",
        "why-gradients-vanish.01",
        "<b>x</b>.1",
        "",
        "../x.1",
    ],
)
def test_a_link_to_no_step_gets_one_sentence_and_the_page(said: str) -> None:
    app = opened("sigmoid", lesson=said, x="2")
    assert not app.exception
    (sentence,) = warnings_of(app)
    assert "why-gradients-vanish" in sentence
    assert "<" not in sentence
    assert app.slider(key="x").value == 2.0


BAD_FILES = {
    "large": ("a.md", b"x" * 1_000_000, "at most 200 kB"),
    "HTML": ("a.md", OWN.replace("**more**", "<script>alert(1)</script>").encode(), "no HTML"),
    "many steps": ("a.md", (OWN + "\n## Step\nminutes: 1\nopen: /\n\nSay.\n" * 10_000).encode(), "at most"),
    "no such page": ("a.md", OWN.replace("/leaky-relu?alpha=0.3", "/nowhere").encode(), "no page"),
    "no such value": ("a.md", OWN.replace("alpha=0.3", "alpha=7").encode(), "0 to 1"),
    "no such answer": ("a.md", OWN.replace("answer: slope", "answer: soul").encode(), "no 'soul'"),
    "no text": ("a.md", b"\x00\xff", "UTF-8"),
    "another name": ("A b.md", OWN.encode(), "small letters"),
}


@pytest.mark.parametrize(("name", "content", "remedy"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_gets_one_sentence_and_nothing_else_changes(
    name: str, content: bytes, remedy: str
) -> None:
    app = brought(name, content)
    (sentence,) = warnings_of(app)
    plain = sentence.replace("\\", "")
    assert remedy in plain
    assert len(plain) < 400
    assert state_of(app, LessonState).own == {}
    assert sum(str(button.key).startswith("start-") for button in app.button) == len(lessons())
