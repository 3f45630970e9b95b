"""Prepared lessons to choose from, a teacher's own file, and the notes that follow a projector."""

import streamlit as st

from content.lesson import Lesson, LessonError
from content.loader import fill, page
from pages.lessons import following, moving, places
from pages.lessons.places import Place
from pages.lessons.reading import read
from pages.lessons.state import LessonState
from ui import prose
from ui.session import state

text = page("lessons")
labels = text.texts


def show_lesson(lesson: Lesson) -> None:
    """Show what a lesson is about, with the button that begins it."""
    with st.container(border=True, key=f"lesson-{lesson.key}"):
        values = {"minutes": lesson.minutes, "steps": len(lesson.steps)}
        st.header(lesson.title, anchor=False)
        st.caption(fill(labels["card.size"], values))
        st.markdown("\n".join(f"- {aim}" for aim in lesson.aims))
        st.button(
            labels["card.start"],
            key=f"start-{lesson.key}",
            type="primary",
            icon=":material/play_arrow:",
            on_click=moving.go,
            args=(Place(lesson, 1),),
        )
        with st.expander(labels["card.steps"]):
            st.markdown("\n".join(f"1. {step.title} ({step.minutes} min)" for step in lesson.steps))


def bring() -> None:
    """Take a teacher's own file for this session, or say in one sentence what is wrong with it."""
    st.header(labels["own.title"], anchor=False)
    st.markdown(labels["own.text"])
    is_wanted = st.toggle(labels["own.bring"], key="lesson-bring")
    uploaded = st.file_uploader(labels["own.file"], key="lesson-file") if is_wanted else None
    if uploaded is None:
        return
    try:
        lesson = read(uploaded.name, uploaded.getvalue())
    except LessonError as error:
        st.warning(prose.literal(str(error)), icon=":material/description:")
        return
    state(LessonState).own = {lesson.key: lesson}
    st.success(
        fill(labels["own.taken"], {"title": prose.literal(lesson.title)}), icon=":material/check_circle:"
    )


if not following.show():
    st.title(text.question, anchor=False)
    st.markdown(text.introduction)
    listed = st.container()
    bring()
    with listed:
        for each in places.known().values():
            show_lesson(each)
    prose.sections(text.sections, {})
    cited = {name for each in places.known().values() for name in each.sources}
    prose.sources(sorted(cited), labels["sources.title"])
