"""A lesson's file is read strictly: what is wrong gets one sentence with file, line and remedy."""

import re

import pytest

from content.lesson import MOST_BYTES, MOST_STEPS, LessonError, read_lesson

LESSON = """\
+++
title = "A lesson"
minutes = 7
aims = ["See it.", "Say it."]
sources = ["glorot-2010"]
+++

## The first look
minutes: 3
open: /sigmoid?x=0

Say what a slope is.

Point at the **red** line.

## The second look
minutes: 4
open: /train?depth=8
lock: depth, functions

Ask, then wait.

### How steep is it at most?
kind: choice
answer: largest-slope?function=sigmoid

- [ ] 1 | 0.9 to 1.1 | Every S has slope 1.
- [x] 1/4 | 0.24 to 0.26

It is steepest at 0.
"""
LINES = LESSON.splitlines()


def refused(text: str | bytes, name: str = "my-lesson.md") -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(LessonError) as error:
        read_lesson(name, text.encode() if isinstance(text, str) else text)
    return str(error.value)


def test_a_lesson_has_all_that_its_file_says() -> None:
    lesson = read_lesson("my-lesson.md", LESSON.encode())
    assert (lesson.key, lesson.title, lesson.minutes) == ("my-lesson", "A lesson", 7)
    assert lesson.aims == ("See it.", "Say it.")
    first, second = lesson.steps
    assert (first.title, first.minutes, first.open) == ("The first look", 3, "/sigmoid?x=0")
    assert first.say == "Say what a slope is.\n\nPoint at the **red** line."
    assert (first.question, first.lock) == (None, ())
    assert second.lock == ("depth", "functions")
    assert second.question is not None
    assert second.question.prompt == "How steep is it at most?"
    assert second.question.explanation == "It is steepest at 0."
    wrong, right = second.question.options
    assert (wrong.text, wrong.value, wrong.misconception) == ("1", (0.9, 1.1), "Every S has slope 1.")
    assert second.question.marked == (right,)
    assert second.question.right(0.25) == (right,)
    assert second.question.right(1.0) == (wrong,)


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_a_file_of_another_system_is_read_alike(ends: str) -> None:
    written = ("\ufeff" + LESSON).replace("\n", ends)
    assert read_lesson("my-lesson.md", written.encode()) == read_lesson("my-lesson.md", LESSON.encode())


# What is wrong: the line that is another, what stands there then, and a word of the remedy.
WRONG = {
    "no front matter": ("+++", "", "three plus signs"),
    "no TOML": ('title = "A lesson"', "title = A lesson", "in quotes"),
    "no title": ('title = "A lesson"', "", "missing"),
    "an unknown key": ('sources = ["glorot-2010"]', 'author = "me"', "not part"),
    "no aims": ('aims = ["See it.", "Say it."]', "aims = []", "1 to 8"),
    "other minutes": ("minutes = 7", "minutes = 45", "write minutes = 7"),
    "text before the steps": ("## The first look", "Hello", "before the first step"),
    "minutes in words": ("minutes: 3", "minutes: three", "whole number"),
    "minutes below": ("minutes: 3", "minutes: 0", "1 to 180"),
    "no address": ("open: /sigmoid?x=0", "lock: x", "such as open: /train"),
    "another server": ("open: /sigmoid?x=0", "open: https://example.org/", "begins with /"),
    "an unknown setting": ("lock: depth, functions", "keys: depth", "minutes:, open:, lock:"),
    "a setting twice": ("lock: depth, functions", "minutes: 4", "twice"),
    "no notes": ("Ask, then wait.", "", "needs notes"),
    "HTML": ("Say what a slope is.", "Say <b>what</b> a slope is.", "no HTML"),
    "a script": ("Say what a slope is.", "<script>alert(1)</script>", "no HTML"),
    "a picture": ("Say what a slope is.", "![x](https://example.org/x.png)", "no pictures"),
    "a strange character": ("Say what a slope is.", "Say\x07 it.", "Type the line anew"),
    "a long line": ("Say what a slope is.", "x" * 3000, "Break it"),
    "an unknown kind": ("kind: choice", "kind: essay", "choice, number, order"),
    "no answer": ("answer: largest-slope?function=sigmoid", "", "such as answer:"),
    "an option without a mark": ("- [x] 1/4 | 0.24 to 0.26", "- [] 1/4 | 1", "- [x] text | value"),
    "a wrong option without its thought": (
        "- [ ] 1 | 0.9 to 1.1 | Every S has slope 1.",
        "- [ ] 1 | 0.9 to 1.1",
        "the thought behind it",
    ),
    "no right option": ("- [x] 1/4 | 0.24 to 0.26", "- [ ] 1/4 | 0.24 to 0.26 | So.", "Mark one"),
    "options that overlap": ("- [x] 1/4 | 0.24 to 0.26", "- [x] 1/4 | 0.24 to 0.95", "share a value"),
    "a range upside down": ("- [x] 1/4 | 0.24 to 0.26", "- [x] 1/4 | 0.26 to 0.24", "lower number"),
}


@pytest.mark.parametrize(("line", "instead", "remedy"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_names_file_line_and_remedy(line: str, instead: str, remedy: str) -> None:
    assert line in LINES
    sentence = refused(LESSON.replace(line, instead, 1))
    assert re.match(r"my-lesson\.md, line [1-9]\d*: ", sentence)
    assert remedy in sentence
    assert len(sentence) < 250


def test_the_line_is_the_one_where_it_stands() -> None:
    for place, line in enumerate(LINES, 1):
        if line == "Say what a slope is.":
            assert f"line {place}:" in refused(LESSON.replace(line, "<b>"))
        if line == "minutes: 4":
            assert f"line {place}:" in refused(LESSON.replace(line, "minutes: many"))


def test_what_is_no_lesson_gets_one_sentence() -> None:
    step = "## A step\nminutes: 1\nopen: /train\n\nSay it.\n\n"
    head = LESSON.split("## ", maxsplit=1)[0]
    assert f"at most {MOST_STEPS} steps" in refused(head + step * 3_000)
    assert f"at most {MOST_BYTES // 1000} kB" in refused("x" * 1_000_000)
    assert f"at most {MOST_BYTES // 1000} kB" in refused(head + step * 10_000)
    assert "no text in UTF-8" in refused(b"\xff\xfe\x00\x01")
    assert "three plus signs" in refused("")
    assert "no step" in refused(head)
    assert "no end" in refused('+++\ntitle = "x"\n')
    assert "small letters" in refused(LESSON, "../My lesson.md".replace("../", "")).lower()
    assert "one question" in refused(LESSON + "\n### And again?\n")
