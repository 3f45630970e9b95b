"""The reader's own points: they are learned, and what is wrong with them is said in one sentence."""

from typing import get_args

import pytest
from streamlit.testing.v1 import AppTest

from experiments.custom_points.points import guess, points_of
from experiments.custom_points.table import read_table
from experiments.custom_points.text import CustomPointsError, Kind
from pages.train.custom_points import sentence
from tests.pages.lab import opened, switched, warnings_of
from tests.pages.train.test_page import shown

SMALL = {
    "functions": "tanh,relu",
    "depth": "1",
    "width": "4",
    "batch_size": "10",
    "steps": "5",
    "dataset": "own",
}
POINTS = [(x / 10, float(x % 3), x % 2) for x in range(24)]
ROWS = "x,y,colour\n" + "\n".join(f"{x},{y},{'red' if label else 'blue'}" for x, y, label in POINTS)
WIDE = "number,a,b,c,class\n" + "\n".join(
    f"{place},{x},{y},{x * y},{label}" for place, (x, y, label) in enumerate(POINTS)
)
OF_ONE = ("too few", "too narrow", "uneven", "blank", "missing", "too long")  # what there may be one of
LONG = "\n".join(f"{i / 7},{i % 11},{i % 2}" for i in range(10_000))


def pasted(text: str, **address: str) -> AppTest:
    app = opened("train", **SMALL, **address)
    return app.text_area(key="own-paste").input(text).run()


def learned(app: AppTest) -> tuple[tuple[float, float, int], ...]:
    """The points that the networks learn when the button is pressed."""
    assert not app.exception
    app.button(key="run.new").click().run()
    return shown(app).spec.custom_points


def said_of(text: str) -> str:
    """The sentence with which a table is refused."""
    with pytest.raises(CustomPointsError) as raised:
        table = read_table(text)
        points_of(table, guess(table))
    return sentence(raised.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\n" * 30, "Line 2 has 1 column; three are needed"),
        ("1,2\n" * 30, "Line 1 has 2 columns; three are needed"),
        (ROWS.replace("0.5,2.0,", "0.5,"), "Line 7 has 2 columns, most lines have 3."),
        (ROWS.replace("0.5,2.0,red", "red"), "Line 7 has 1 column, most"),
        (ROWS.replace("0.5,", "half,"), "Line 7, column 1: half is not a number."),
        (ROWS.replace("0.5,", "5 cm,"), "Line 7, column 1: 5 cm is not a number."),
        (
            ROWS.replace("0.5,", ","),
            "Line 7, column 1 is empty. Fill it, or switch on that this row is left out",
        ),
        (ROWS.replace("0.5,2.0,red", "0.5,2.0,"), "Line 7, column 3 is empty."),
        (ROWS.replace("0.5,", "nan,"), "Line 7, column 1: nan says that a value is missing."),
        (ROWS.replace("0.5,", "NA,").replace("0.6,", "NA,"), "the 2 rows without a value are left out"),
        (ROWS.replace("0.5,", "inf,"), "Line 7, column 1: inf is not finite."),
        (ROWS.replace("0.5,", "1e9,"), "1e9 is too large; x and y lie within ±1,000,000."),
        (ROWS.replace("blue", "red"), "There is 1 label in all rows: red."),
        (ROWS.replace("red", "Blue", 3), "There are 3 different labels: Blue, blue, red."),
        ("\n".join(ROWS.splitlines()[:12]), "There are 11 rows; at least 20"),
        ("\n".join(ROWS.splitlines()[:2]), "There is 1 row; at least 20"),
        (LONG, "There are 10,000 rows; at most 2,000 are allowed."),
        (LONG * 6, "The table has 59,995 rows in more than the 1,000,000 characters allowed."),
        ("0" * 1_000_001, "The text is one line of more than"),
        (ROWS.replace("0.5,", "<b>**x**</b>,"), "Line 7, column 1: ?b???x????b? is not a number."),
        (ROWS.replace("red", "<i>", 3).replace("red", "[a](b)"), "labels: ?i?, ?a??b?, blue."),
        ("{}", "This is JSON"),
    ],
)
def test_a_refusal_is_one_sentence_with_line_column_and_remedy(text: str, said: str) -> None:
    assert said in said_of(text)


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("count", [1, 2])
def test_every_reason_has_a_sentence(kind: Kind, count: int) -> None:
    counts = dict.fromkeys(("rows", "columns", "classes", "width", "least", "most", "column"), count)
    said = sentence(CustomPointsError(kind, 5, **counts, cell="$x$", name="x", labels="a, *b*"))
    assert "{{" not in said
    assert not set(said) & set("$*<")
    assert not (count == 1 and kind in OF_ONE and ("1 rows" in said or "1 columns" in said))


@pytest.mark.slow
def test_pasted_points_are_what_the_networks_learn() -> None:
    app = pasted(ROWS)
    assert warnings_of(app) == []
    assert [each.value for each in app.caption if each.value.startswith("Read ")] == [
        "Read 24 points: 12 × blue, 12 × red; x from 0 to 2.3, y from 0 to 2."
    ]
    assert learned(app) == tuple(POINTS)
    assert len(shown(app).dataset.labels) == 24


@pytest.mark.slow
def test_without_points_the_page_asks_for_them() -> None:
    app = opened("train", **SMALL)
    assert not app.exception
    assert any("at least 20 rows" in info.value for info in app.info)


@pytest.mark.slow
def test_a_text_that_is_too_long_takes_the_place_of_good_points_and_is_refused() -> None:
    app = pasted(ROWS)
    app.text_area(key="own-paste").input(LONG * 6).run()
    assert not app.exception
    assert ["59,995 rows" in said for said in warnings_of(app)] == [True]
    assert app.button(key="run.new").disabled


@pytest.mark.slow
def test_too_many_rows_become_a_sample_of_the_data_seed_when_the_reader_asks_for_it() -> None:
    app = pasted(LONG)
    assert ["10,000 rows" in said for said in warnings_of(app)] == [True]
    app.toggle(key="own_sample").set_value(True).run()
    assert warnings_of(app) == []
    table = read_table(LONG)
    assert learned(app) == points_of(table, guess(table), sample_seed=0).points


@pytest.mark.slow
def test_a_link_that_samples_takes_the_sample_of_its_seed() -> None:
    app = pasted(LONG, own_sample="yes", data_seed="3")
    table = read_table(LONG)
    assert learned(app) == points_of(table, guess(table), sample_seed=3).points


@pytest.mark.slow
def test_rows_without_a_value_are_left_out_when_the_reader_asks_for_it() -> None:
    app = pasted(ROWS.replace("0.5,", "NA,"))
    assert len(warnings_of(app)) == 1
    app.toggle(key="own_skip").set_value(True).run()
    assert learned(app) == (*POINTS[:5], *POINTS[6:])


@pytest.mark.slow
def test_columns_are_chosen_and_kept_until_another_table_comes() -> None:
    app = pasted(WIDE)
    assert [app.selectbox(key=f"own_{name}").value for name in ("x", "y", "label")] == ["2", "3", "5"]
    app.selectbox(key="own_x").set_value("4").run()
    assert app.query_params["own_x"] == "4"
    assert learned(app) == tuple((x * y, y, label) for x, y, label in POINTS)
    app.selectbox(key="own_y").set_value("4").run()
    assert ["three different columns" in said for said in warnings_of(app)] == [True]
    app.text_area(key="own-paste").input(WIDE.replace("a,b,c", "a,b,d")).run()
    assert not any("columns" in said for said in warnings_of(app))
    assert [app.selectbox(key=f"own_{name}").value for name in ("x", "y", "label")] == ["2", "3", "5"]


@pytest.mark.slow
def test_a_link_names_the_columns_and_one_that_is_not_there_is_told() -> None:
    app = pasted(WIDE, own_x="4", own_y="9")
    assert [app.selectbox(key=f"own_{name}").value for name in ("x", "y", "label")] == ["4", "3", "5"]
    assert ["own_y" in said for said in warnings_of(app)] == [True]


@pytest.mark.slow
def test_of_box_and_file_the_newest_counts_and_the_page_says_so() -> None:
    app = pasted(ROWS)
    other = ROWS.replace("0.5,", "0.75,").encode("utf-16")
    app.file_uploader(key="own-file").set_value(("points.txt", other, "text/plain")).run()
    assert any("come from the file" in each.value for each in app.caption)
    assert learned(app)[5][0] == 0.75
    app.text_area(key="own-paste").input(ROWS.replace("0.5,", "0.25,")).run()
    assert any("come from the box" in each.value for each in app.caption)
    assert learned(app)[5][0] == 0.25
    app.file_uploader(key="own-file").set_value(("points.xlsx", b"PK\x03\x04", "application/zip")).run()
    assert ["workbook" in said for said in warnings_of(app)] == [True]


@pytest.mark.slow
def test_points_are_there_when_the_reader_comes_back_from_another_page() -> None:
    app = pasted(ROWS)
    switched(app, "relu")
    for name, value in SMALL.items():
        app.query_params[name] = value
    switched(app, "train")
    assert learned(app) == tuple(POINTS)
