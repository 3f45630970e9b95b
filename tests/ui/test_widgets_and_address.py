"""Who wins when a widget and the address disagree: the one that moved last."""

# ruff: noqa: PLC0415 - AppTest runs the text of one function alone, so that it imports for itself.

import pytest

from tests.ui.test_links import run


def slide_rate() -> None:
    import streamlit as st

    from ui import links

    links.adopt("rate", 0.05, lambda text: links.number(text, 0.001, 10))
    rate = st.number_input("rate", key="rate")
    links.publish("rate", f"{rate:g}", "0.05")
    st.text(f"{rate:g}")


def test_a_widget_that_moves_while_the_address_lags_behind_keeps_what_the_reader_set() -> None:
    app = run(slide_rate, {})
    app.query_params["rate"] = "0.1"  # an earlier run published it, and ended before it could note that
    app.number_input("rate").set_value(0.3).run()
    assert app.text[0].value == "0.3"
    assert app.query_params["rate"] == "0.3"


def test_an_address_that_changes_alone_moves_the_widget() -> None:
    app = run(slide_rate, {"rate": "0.2"})
    app.query_params["rate"] = "0.1"
    app.run()
    assert app.text[0].value == "0.1"


def adopt_order_and_perhaps_break_off() -> None:
    import streamlit as st

    from ui import links

    links.open_page("Compare")
    links.adopt("order", "value", lambda text: text if text in ("value", "slope") else None)
    st.selectbox("order", ("value", "slope"), key="order")
    if st.query_params.get("break"):
        st.stop()
    links.finish_page()


def test_what_a_broken_off_run_had_to_tell_the_browser_is_told_again_until_a_run_ends() -> None:
    app = run(adopt_order_and_perhaps_break_off, {"order": "slope", "break": "1"})
    told = [app.selectbox(key="order").proto.set_value]
    for break_off in ("1", "", ""):
        app.query_params["break"] = break_off
        app.run()
        assert app.selectbox(key="order").value == "slope"
        told.append(app.selectbox(key="order").proto.set_value)
    assert told == [True, True, True, False]


def slide_within() -> None:
    import streamlit as st

    from ui import controls, links

    links.open_page("Train")
    low, high = (int(st.query_params[name]) for name in ("low", "high"))
    st.text(controls.whole_slider("points", "Points", (low, high), default=30))
    st.text(controls.number_slider("noise", "Noise", (float(low), float(high)), default=low + 0.5, step=0.5))


def moved(low: int, high: int, value: int, *later: tuple[int, int]) -> tuple[list[float], dict[str, str]]:
    """Set both sliders, let their limits move, and give what they say in the end and the address."""
    app = run(slide_within, {"low": str(low), "high": str(high)})
    app.slider("points").set_value(value)
    app.slider("noise").set_value(float(value)).run()
    for lowest, highest in later:
        app.query_params["low"], app.query_params["high"] = str(lowest), str(highest)
        app.run()
        assert not app.exception
        assert not app.warning
    return [float(text.value) for text in app.text], dict(app.query_params)


@pytest.mark.parametrize(
    ("later", "kept"),
    [
        ([(1, 200)], 64),  # room above
        ([(1, 64)], 64),  # just enough
        ([(1, 40)], 40),  # cut to the new upper limit
        ([(1, 40), (1, 100)], 40),  # what was cut does not come back
        ([(20, 100)], 64),
        ([(80, 100)], 80),  # cut to the new lower limit
        ([(1, 99), (1, 98), (1, 97)], 64),  # one by one, as another slider is dragged
    ],
)
def test_a_slider_whose_limits_move_keeps_its_value_cut_to_them(
    later: list[tuple[int, int]], kept: int
) -> None:
    shown, address = moved(1, 100, 64, *later)
    assert shown == [kept, kept]
    assert address["points"] == str(kept)


def test_a_slider_at_its_default_stays_there_when_its_limits_move() -> None:
    app = run(slide_within, {"low": "1", "high": "100"})
    app.query_params["high"] = "90"
    app.run()
    assert app.slider("points").value == 30
    assert "points" not in app.query_params


def test_limits_of_another_page_cut_nothing() -> None:
    app = run(slide_on_either_page, {})
    app.slider("depth").set_value(9).run()
    app.query_params["page"] = "Dead neurons"
    app.run()
    assert app.slider("depth").value == 2


def slide_on_either_page() -> None:
    import streamlit as st

    from ui import controls, links

    page = st.query_params.get("page", "Train")
    links.open_page(page)
    if page == "Train":
        controls.whole_slider("depth", "Depth", (1, 10), default=3)
    else:
        controls.whole_slider("depth", "Depth", (1, 4), default=2)


def choose_rate_among() -> None:
    import streamlit as st

    from experiments.networks.limits import Limit
    from ui import controls

    numbers = [float(number) for number in st.query_params["numbers"].split(",")]
    st.text(controls.number_choice("rate", "Rate", numbers, Limit(0.0, 10.0), default=1.0))


def test_a_slider_over_numbers_keeps_its_value_when_others_are_offered() -> None:
    app = run(choose_rate_among, {"numbers": "0.5,1,2,4"})
    app.select_slider("rate").set_value(2.0).run()
    app.query_params["numbers"] = "0.1,1,3"
    app.run()
    assert app.text[0].value == "2.0"
