"""The page of tanh."""

from pages.functions.template import render

render("tanh")
