"""The lessons that come with the lab: 45 minutes each, with answers that the lab computes, seed for seed."""

import re

import pytest

from content.lesson import FOLDER, Lesson, Step, lessons
from content.loader import references
from experiments.lessons.answers import AnswerError, compute
from pages.lessons.reading import read
from tests.content.test_claims import is_named, years_without_source

KEYS = ("the-right-start", "units-that-die", "why-gradients-vanish")
STEPS = [(key, number) for key in KEYS for number in range(1, len(lessons()[key].steps) + 1)]
ASKED = [(key, number) for key, number in STEPS if lessons()[key].steps[number - 1].question]
OTHER_SEEDS = (1_000, 20_000)

each_step = pytest.mark.parametrize(("key", "number"), STEPS)


def step_of(key: str, number: int) -> Step:
    return lessons()[key].steps[number - 1]


def words_of(lesson: Lesson) -> str:
    found = []
    for step in lesson.steps:
        found.append(step.say)
        if step.question:
            found += [step.question.explanation, *(option.misconception for option in step.question.options)]
    return "\n".join(found)


def test_there_are_three_of_45_minutes_with_8_to_12_steps() -> None:
    assert tuple(lessons()) == KEYS
    for lesson in lessons().values():
        assert lesson.minutes == 45
        assert 8 <= len(lesson.steps) <= 12
        assert len(lesson.aims) == 3
        assert sum(step.question is not None for step in lesson.steps) >= 4


@pytest.mark.parametrize("key", KEYS)
def test_all_that_a_lesson_names_is_there(key: str) -> None:
    assert read(f"{key}.md", (FOLDER / f"{key}.md").read_bytes()) == lessons()[key]


@each_step
def test_a_step_can_be_given_from_the_screen_alone(key: str, number: int) -> None:
    step = step_of(key, number)
    assert len(step.say.split()) >= 25
    assert 3 <= step.minutes <= 5


@pytest.mark.slow
@pytest.mark.parametrize(("key", "number"), ASKED)
def test_the_lab_computes_the_marked_answer_and_with_other_seeds_too(key: str, number: int) -> None:
    question = step_of(key, number).question
    assert question is not None
    assert question.right(compute(question.answer)) == question.marked
    for seed in OTHER_SEEDS:
        try:
            other = compute(f"{question.answer}&seed={seed}")
        except AnswerError:  # nothing is drawn in it
            continue
        assert question.right(other) == question.marked


def test_a_wrong_mark_is_found() -> None:
    question = step_of("why-gradients-vanish", 1).question
    assert question is not None
    assert question.right(1.0) != question.marked
    assert question.right(0.6) == ()


@pytest.mark.parametrize("key", KEYS)
def test_sources_are_named_where_they_count_and_are_references(key: str) -> None:
    lesson = lessons()[key]
    assert set(lesson.sources) <= set(references())
    assert [source for source in lesson.sources if not is_named(source, words_of(lesson))] == []
    assert years_without_source(words_of(lesson), lesson.sources) == set()


@pytest.mark.parametrize("key", KEYS)
def test_a_question_stands_above_a_page_that_does_not_answer_it(key: str) -> None:
    for step in lessons()[key].steps:
        if step.question and step.open.startswith("/train"):
            assert re.search(r"course=0:", step.open), step.title
