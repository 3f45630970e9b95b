"""Who wins when a widget and the address disagree: the one that moved last."""

# ruff: noqa: PLC0415 - AppTest runs the text of one function alone, so that it imports for itself.

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
