"""The page of sigmoid."""

from pages.functions.template import render

render("sigmoid")
