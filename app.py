"""The entry: the navigation table, and the frame that every page shares."""

import streamlit as st

from ui import chrome

page = st.navigation(
    {
        "Start": [
            st.Page("pages/start/overview.py", title="Overview", icon=":material/home:", default=True),
        ],
        "Functions": [
            st.Page("pages/functions/sigmoid.py", title="Sigmoid", icon=":material/ssid_chart:"),
            st.Page("pages/functions/tanh.py", title="Tanh", icon=":material/airwave:"),
            st.Page("pages/functions/relu.py", title="ReLU", icon=":material/trending_up:"),
            st.Page(
                "pages/functions/leaky_relu.py",
                title="LeakyReLU",
                icon=":material/water_drop:",
                url_path="leaky-relu",
            ),
            st.Page("pages/functions/elu.py", title="ELU", icon=":material/ramp_right:"),
            st.Page("pages/functions/swish.py", title="Swish", icon=":material/waves:"),
        ],
        "Experiments": [
            st.Page("pages/experiments/compare.py", title="Compare", icon=":material/stacked_line_chart:"),
            st.Page("pages/experiments/train.py", title="Train", icon=":material/model_training:"),
        ],
    }
)
chrome.frame(page.title)
page.run()
