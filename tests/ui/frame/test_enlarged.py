"""The figure for the back row: what is measured in pixels grows, what is a share or a number stays."""

import numpy as np
import plotly.graph_objects as go

from figures.theme import LINE_WIDTH, SMALL_SIZE, layout
from ui.frame.enlarged import enlarged

DATA = np.array([1.0, 5.0])


def test_type_lines_marks_and_margins_grow_and_data_and_shares_stay() -> None:
    trace = {"x": DATA, "y": DATA, "line": {"width": LINE_WIDTH}, "marker": {"size": [10, 5]}}
    bar = {"type": "bar", "x": DATA, "y": DATA, "width": 0.5}
    small = {"text": "a", "x": 0.5, "y": 0.25, "yshift": -2, "font": {"size": SMALL_SIZE}}
    margin = {"l": 10, "r": 20, "t": 30, "b": 40}
    drawn = layout("light", height=100, margin=margin, annotations=[small], yaxis={"range": [0, 5]})
    large = go.Figure(enlarged({"data": [trace, bar], "layout": drawn}))
    line, bars = large.data
    assert (line.line.width, tuple(line.marker.size), bars.width) == (4, (16, 8), 0.5)
    assert np.array_equal(line.y, DATA)
    note = large.layout.annotations[0]
    assert note.font.size >= 22
    assert (note.x, note.y, note.yshift) == (0.5, 0.25, -3.2)
    assert large.layout.margin.to_plotly_json() == {"l": 16, "r": 32, "t": 48, "b": 64}
    assert (large.layout.height, tuple(large.layout.yaxis.range)) == (160, (0, 5))
    template = large.layout.template.layout
    assert template.font.size == template.xaxis.tickfont.size == template.yaxis.title.font.size == 24
