"""What is read beside a function's chart: prediction, claims with their buttons, source code."""

from collections.abc import Mapping

import streamlit as st

from activations.catalogue import CATALOGUE, FunctionSpec
from content.loader import Claim, Prediction, fill, look_up, page
from pages.functions import chart_panel
from pages.functions.state import FunctionsState
from pages.take_home import function as take_home
from ui import verdicts
from ui.cache.functions import sources_of
from ui.session import state


@st.fragment
def prediction(question: Prediction, function: FunctionSpec, values: Mapping[str, object]) -> None:
    """Ask, wait until the reader commits, then show the answer that follows from what was measured."""
    labels = page("function").texts
    committed = state(FunctionsState).committed
    with st.container(border=True, key="prediction"):
        st.markdown(f"**{labels['prediction.title']}** {question.prompt}")
        options = [option.text for option in question.options]
        guess = st.radio(
            labels["prediction.label"],
            options,
            index=None,
            label_visibility="collapsed",
            disabled=function.key in committed,
            key=f"guess-{function.key}",
        )
        if function.key not in committed:
            st.button(
                labels["prediction.commit"],
                disabled=guess is None,
                type="primary",
                on_click=committed.add,
                args=(function.key,),
            )
            return
        (answer,) = question.answers(look_up(question.asks, values))
        right = guess == options[answer]
        verdict = labels["prediction.right" if right else "prediction.wrong"]
        show = st.success if right else st.info
        show(
            f"**{fill(verdict, {'answer': options[answer]})}** {fill(question.explanation, values)}",
            icon=":material/check_circle:" if right else ":material/lightbulb:",
        )


def claim(statement: Claim, key: str, values: Mapping[str, object]) -> None:
    """Show what the notes say, if they do, what is true, what was measured, and the control that shows it.

    A class opens these pages by the hundred, and every element costs the server: a card has few.
    """
    labels = page("function").texts
    notes = f"**{labels['claim.notes']}** *{statement.notes}*" if statement.notes else ""
    examined = statement.id in verdicts.claims()
    measured = f"{labels['claim.measured']} {verdicts.badge(statement.id)}" if examined else ""
    with st.container(border=True, key=f"claim-{statement.id}"):
        st.markdown("\n\n".join(filter(None, (notes, fill(statement.text, values), measured))))
        with st.container(horizontal=True, vertical_alignment="center"):
            _control(statement, key)
            if examined:
                st.page_link(
                    "pages/notes/page.py",
                    label=labels["claim.notes-page"],
                    icon=":material/science:",
                    query_params={"claim": statement.id},
                )


def _control(statement: Claim, key: str) -> None:
    """What shows the claim: a button that moves the sliders there and back, or a link to another page."""
    if statement.show is not None and chart_panel.shows(statement.id):
        st.button(
            page("function").texts["claim.back"],
            key=f"back-{statement.id}",
            type="primary",
            icon=":material/undo:",
            on_click=chart_panel.take_back,
        )
    elif statement.show is not None:
        st.button(
            statement.label,
            key=f"show-{statement.id}",
            icon=":material/visibility:",
            on_click=chart_panel.show_claim,
            args=(statement.id, dict(statement.show)),
        )
    elif statement.open is not None:
        st.link_button(statement.label, f".{statement.open}", icon=":material/open_in_new:")
    elif not verdicts.is_examined(statement.id):
        st.caption(page("function").texts["claim.literature"], width="content")


def numerics(key: str) -> None:
    """Lead to where the slope is checked, and to where the written form breaks."""
    labels = page("function").texts
    for view in ("slopes", "written"):
        st.page_link(
            "pages/numerics/page.py",
            label=labels[f"numerics.{view}"],
            icon=":material/biotech:",
            query_params={"function": key, "view": view},
        )


@st.fragment
def source_code(key: str, what_goes_wrong: str) -> None:
    """Show to who opens it the class that runs beside the written form, and what goes wrong with that.

    What colours code is 400 kB of the browser's scripts; nobody waits for them who does not look.
    """
    labels = page("function").texts
    code = st.expander(labels["source.title"], key="code", on_change="rerun", bind="query-params")
    if not code.open:
        return
    runs, written = sources_of(key)
    as_written = "as_written" if CATALOGUE[key].from_the_notes else "as_published"
    mine = state(FunctionsState)  # which Streamlit does not hand out when a file is asked for
    with code:
        take_home.show(lambda: mine.looked_at)
        for title, source in ((labels["source.runs"], runs), (labels[f"source.{as_written}"], written)):
            st.markdown(f"**{title}**")
            st.code(source, language="python", wrap_lines=True)
        st.markdown(what_goes_wrong)
