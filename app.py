"""The entry: the navigation table, and the frame that every page shares."""

from itertools import chain

import streamlit as st

from activations.catalogue import CATALOGUE, NOTES
from pages import foot, tab
from pages.functions import page as functions
from pages.lessons import leading
from ui import chrome, links

# No icons here: Streamlit would fetch them for the browser's tab from a font server. pages/tab.py draws ours.
groups = {
    "Start": [
        st.Page("pages/start/page.py", title="Overview", default=True),
        st.Page("pages/primer/page.py", title="Primer", url_path="primer"),
        st.Page("pages/notes/page.py", title="Notes", url_path="notes"),
        st.Page("pages/modern_practice/page.py", title="Modern practice", url_path="modern-practice"),
        st.Page("pages/glossary/page.py", title="Glossary", url_path="glossary"),
        st.Page("pages/lessons/page.py", title="Lessons", url_path="lessons"),
    ],
    "Functions": [functions.page_of(key) for key in NOTES],
    "Beyond the notes": [functions.page_of(key) for key in CATALOGUE if key not in NOTES],
    "Experiments": [
        st.Page("pages/compare/page.py", title="Compare", url_path="compare"),
        st.Page("pages/train/page.py", title="Train", url_path="train"),
        st.Page("pages/signal_flow/page.py", title="Signal flow", url_path="signal-flow"),
        st.Page("pages/dead_neurons/page.py", title="Dead neurons", url_path="dead-neurons"),
        st.Page("pages/numerics/page.py", title="Numerics", url_path="numerics"),
    ],
    "Your own": [
        st.Page("pages/custom/page.py", title="Make your own", url_path="make-your-own"),
    ],
}
page = st.navigation(groups)
chrome.frame(page.title)
tab.show(page.url_path)
leading.show(page.url_path)
page.run()
foot.show(page.url_path, list(chain(*groups.values())))
links.finish_page()
