"""The claims of the notes put to the test: `examining.examine("relu-dead", range(10))` gives a verdict.

`examining.ask("relu-dead", function)` asks the same of any other function. `entries.py` has one entry for
every claim, `questions.py` the claims that can be asked of any function, `rules.py` the decision rules,
`verdict.py` what comes out, and `networks.py` networks that differ in more than their function. The others
are experiments. Nothing is imported here, so that a page which shows a verdict need not load all of them.
"""
