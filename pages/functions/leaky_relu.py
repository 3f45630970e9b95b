"""The page of leaky-relu."""

from pages.functions.template import render

render("leaky-relu")
