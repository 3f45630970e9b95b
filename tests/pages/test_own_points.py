"""The reader's own points: they are learned, and what is wrong with them is said in one sentence."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.lab import opened, warnings_of
from tests.pages.test_training_page import shown

pytestmark = pytest.mark.slow

SMALL = {
    "functions": "tanh,relu",
    "depth": "1",
    "width": "4",
    "batch_size": "10",
    "steps": "5",
    "dataset": "own",
}
ROWS = "x,y,colour\n" + "\n".join(f"{x / 10},{x % 3},{'red' if x % 2 else 'blue'}" for x in range(24))


def pasted(text: str) -> AppTest:
    app = opened("train", **SMALL)
    return app.text_area(key="own-paste").input(text).run()


def test_pasted_points_are_what_the_networks_learn() -> None:
    app = pasted(ROWS)
    assert warnings_of(app) == []
    app.button(key="run.new").click().run()
    history = shown(app)
    assert history.spec.own_points[1] == (0.1, 1.0, 1)
    assert len(history.dataset.labels) == 24


def test_without_points_the_page_asks_for_them() -> None:
    app = opened("train", **SMALL)
    assert not app.exception
    assert any("at least 20 rows" in info.value for info in app.info)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,2\n" * 30, "Line 1 has 2 columns"),
        (ROWS.replace("0.5,", "half,"), "Line 7: half is not a number"),
        (ROWS.replace("0.5,", "nan,"), "Line 7: nan is not finite"),
        (ROWS.replace("0.5,", "1e9,"), "is too large"),
        (ROWS.replace("blue", "red"), "1 different labels"),
        ("\n".join(ROWS.splitlines()[:12]), "There are 11 rows"),
        (ROWS.replace("0.5,", "<b>**x**</b>,"), "Line 7: ?b???x????b? is not a number"),
    ],
)
def test_a_bad_table_gets_one_sentence_and_breaks_nothing(text: str, said: str) -> None:
    app = pasted(text)
    assert not app.exception
    assert [said in sentence for sentence in warnings_of(app)] == [True]
