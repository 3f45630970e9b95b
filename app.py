"""The entry: the navigation table, and the frame that every page shares."""

import streamlit as st

from ui import chrome, links

# No icons here: Streamlit would fetch them for the browser's tab from a font server. pages/tab.py draws ours.
page = st.navigation(
    {
        "Start": [
            st.Page("pages/start/page.py", title="Overview", default=True),
            st.Page("pages/notes/page.py", title="Notes"),
        ],
        "Functions": [
            st.Page("pages/functions/sigmoid.py", title="Sigmoid"),
            st.Page("pages/functions/tanh.py", title="Tanh"),
            st.Page("pages/functions/relu.py", title="ReLU"),
            st.Page("pages/functions/leaky_relu.py", title="LeakyReLU", url_path="leaky-relu"),
            st.Page("pages/functions/elu.py", title="ELU"),
            st.Page("pages/functions/swish.py", title="Swish"),
        ],
        "Beyond the notes": [
            st.Page("pages/functions/gelu.py", title="GELU"),
            st.Page("pages/functions/selu.py", title="SELU"),
            st.Page("pages/functions/softplus.py", title="Softplus"),
            st.Page("pages/functions/mish.py", title="Mish"),
        ],
        "Experiments": [
            st.Page("pages/compare/page.py", title="Compare"),
            st.Page("pages/train/page.py", title="Train"),
            st.Page("pages/signal_flow/page.py", title="Signal flow", url_path="signal-flow"),
            st.Page("pages/dead_neurons/page.py", title="Dead neurons", url_path="dead-neurons"),
            st.Page("pages/numerics/page.py", title="Numerics"),
        ],
        "Your own": [
            st.Page("pages/custom/page.py", title="Make your own", url_path="make-your-own"),
        ],
    }
)
chrome.frame(page.title)
page.run()
links.finish_page()
