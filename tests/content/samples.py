"""A page of each kind that is as small as the schema allows, for the tests to break."""

FUNCTION_PAGE = """\
+++
question = "What?"
summary = "A line."
formula = 'f(x) = x'
slope_formula = '''f'(x) = 1'''
as_written = "Nothing goes wrong."
sources = ["mill-1999"]

[prediction]
prompt = "Where?"
asks = "slope(0)"
explanation = "Everywhere."

[[prediction.options]]
text = "1, at 0"
value = 1.0

[[claims]]
id = "line-straight"
notes = "It is straight."
text = "It is."
show = { x = -2, alpha = 0.5 }
label = "Look"
sources = ["hume-1748"]
+++

## What it does

It passes everything on.
"""

PAGE = """\
+++
question = "What?"

[texts]
"run.start" = "Train"
run.stop = "Stop"
+++

Look here.

## What to look for

A line.
"""

REFERENCES = """\
[hume-1748]
authors = "D. Hume"
year = 1748
title = "An enquiry"
venue = "Millar"
link = "https://doi.org/10.1093/hume"
"""
