"""A step's question: sealed until the teacher reveals what the lab has computed."""

import streamlit as st

from content.lesson_question import Answer, Option, Question
from content.loader import fill, page
from experiments.lessons.answers import compute
from pages.lessons.places import Place
from pages.lessons.state import LessonState
from ui.cache.remembered import remembered
from ui.numbers import written
from ui.session import state

ANSWERS = 100  # that are kept
LETTERS = "ABCDEFGH"
BREAK = "  \n"  # of a line, in Markdown


@remembered(ANSWERS)
def answer_of(asked: str) -> Answer:
    """What the lab computes, once for everybody."""
    return compute(asked)


def show(place: Place, question: Question) -> None:
    """Show the question with its options, and what is right once that is revealed."""
    labels, mine = page("lessons").texts, state(LessonState)
    is_revealed = place.name in mine.revealed
    place_of_all = st.container(
        border=True, key="lesson-question", horizontal=True, vertical_alignment="bottom", gap="small"
    )
    with place_of_all:
        if is_revealed:
            with st.spinner(labels["question.computing"]):
                answer = answer_of(question.answer)
            words = [told(question, answer), question.explanation]
        else:
            words = [_sealed(question)]
        st.markdown("\n\n".join([f"**{question.prompt}**", *filter(None, words)]))
        st.button(
            labels["question.seal" if is_revealed else "question.reveal"],
            key="lesson-reveal",
            icon=":material/lock:" if is_revealed else ":material/lock_open:",
            on_click=mine.revealed.remove if is_revealed else mine.revealed.add,
            args=(place.name,),
        )


def shown(question: Question) -> tuple[Option, ...]:
    """The options in the order in which the class sees them: one that says nothing of the answer."""
    if question.kind == "order":
        return tuple(sorted(question.options, key=lambda option: option.text))
    return question.options


def _sealed(question: Question) -> str:
    if question.kind == "number":
        return page("lessons").texts["question.number"]
    return BREAK.join(
        f"**{letter}** {option.text}" for letter, option in zip(LETTERS, shown(question), strict=False)
    )


def told(question: Question, answer: Answer) -> str:
    """Each option with what it is: right, or the thought behind it; and the number that was computed."""
    labels, right = page("lessons").texts, question.right(answer)
    if question.kind == "order":
        named = " → ".join(option.text for option in right)
        return fill(labels["question.order"], {"order": named})
    lines = [
        f"**{letter}** {option.text} "
        + (labels["question.right"] if option in right else f"· *{option.misconception}*")
        for letter, option in zip(LETTERS, shown(question), strict=False)
    ]
    if isinstance(answer, float):
        lines.append(fill(labels["question.computed"], {"answer": written(answer, 3)}))
    return BREAK.join(lines)
