"""Points that the reader brings: a box to paste into, a file to upload, and what is wrong with them."""

import streamlit as st

from content.loader import fill, page
from experiments.custom_points.points import MOST, Columns, CustomPoints, Points
from experiments.custom_points.table import COLUMNS, Table
from experiments.custom_points.text import CustomPointsError, decode
from pages.train.state import TrainState
from ui import controls, links
from ui.cache.custom_points import points_of, rows_with_gaps, table_of
from ui.session import state

EXAMPLE = "x,y,label\n0.5,-1.2,0\n1.1,0.3,1"
BOX, FILE = "own-paste", "own-file"
MENUS = ("own_x", "own_y", "own_label")


def show(data_seed: int) -> Points:
    """Show box and upload, and return the points; none when they are refused, and a sentence why.

    Args:
        data_seed: what a sample of too many rows is drawn from.
    """
    try:
        found = _points(_text(), data_seed)
    except CustomPointsError as error:
        (st.info if error.kind == "empty" else st.warning)(sentence(error), icon=":material/table:")
        return ()
    st.caption(_summary(found))
    return found.points


def _text() -> str:
    """The text in the box or in the file, whichever came last; the session keeps it for the way back."""
    labels = page("train").texts
    if BOX not in st.session_state:
        st.session_state[BOX] = state(TrainState).text
    pasted = st.text_area(
        labels["own.paste"],
        key=BOX,
        placeholder=EXAMPLE,
        help=labels["own.paste.help"],
        on_change=_note,
        args=(BOX,),
    )
    uploaded = st.file_uploader(labels["own.file"], key=FILE, on_change=_note, args=(FILE,))
    is_file = uploaded is not None and (not pasted or state(TrainState).newest == FILE)
    if uploaded and pasted:
        st.caption(labels["own.both.file" if is_file else "own.both.box"])
    text = decode(uploaded.getvalue()) if uploaded and is_file else pasted
    state(TrainState).text = text
    return text


def _note(source: str) -> None:
    """Remember what the reader changed last; for the two widgets."""
    state(TrainState).newest = source


def _points(text: str, data_seed: int) -> CustomPoints:
    """The points of a text, with a choice wherever it leaves one."""
    labels = page("train").texts
    table, guessed = table_of(text)
    columns = _columns(table, guessed)
    gaps = rows_with_gaps(text, columns)
    has_gaps, is_long = gaps > 0, len(table.rows) > MOST
    skip = has_gaps and controls.switch(
        "own_skip", fill(labels["own.skip"], {"rows": gaps}), labels["own.skip.help"]
    )
    sample = is_long and controls.switch(
        "own_sample",
        fill(labels["own.sample"], {"rows": len(table.rows), "most": MOST}),
        labels["own.sample.help"],
    )
    return points_of(text, columns, skip, data_seed if sample else None)


def _columns(table: Table, guessed: Columns) -> Columns:
    """The columns to take: of three the likely ones, of more the reader's choice."""
    mine = state(TrainState)
    before, mine.columns = mine.columns, table.names
    if before not in (None, table.names):  # another table: its columns are others
        for name in MENUS:
            st.session_state.pop(name, None)
            st.query_params.pop(name, None)
    if len(table.columns) == COLUMNS:
        return guessed
    labels = page("train").texts
    options = {str(column + 1): _name(table, column) for column in table.columns}
    with st.container(horizontal=True, gap="small"):
        chosen = [
            controls.menu(name, labels[name.replace("_", ".")], options, default=str(default + 1))
            for name, default in zip(MENUS, (guessed.x, guessed.y, guessed.label), strict=True)
        ]
    x, y, label = (int(column) - 1 for column in chosen)
    return Columns(x, y, label)


def _name(table: Table, column: int) -> str:
    """A column's name in a menu: the table's, or else what stands in its first row."""
    named = table.names[column] or next(iter(table.column(column)), "")
    return fill(page("train").texts["own.column"], {"column": column + 1, "name": links.harmless(named)})


def _summary(found: CustomPoints) -> str:
    """What was read, so that the reader sees when it is not what was meant."""
    xs, ys, labels = zip(*found.points, strict=True)
    values = {
        "rows": len(found.points),
        "zeros": labels.count(0),
        "ones": labels.count(1),
        "zero": links.harmless(found.classes[0]),
        "one": links.harmless(found.classes[1]),
        **{"x_low": min(xs), "x_high": max(xs), "y_low": min(ys), "y_high": max(ys)},
    }
    return fill(page("train").texts["own.read"], values)


def sentence(error: CustomPointsError) -> str:
    """Why a table is refused; one thing is not spoken of as several."""
    labels, key = page("train").texts, "own." + error.kind.replace(" ", "-")
    is_one = 1 in (error.values.get(name) for name in ("rows", "columns", "classes"))
    given = {
        name: links.harmless(value) if isinstance(value, str) else value
        for name, value in error.values.items()
    }
    found = labels[f"{key}.one" if is_one and f"{key}.one" in labels else key]
    return fill(found, {**given, "line": error.line})
