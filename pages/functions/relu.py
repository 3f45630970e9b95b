"""The page of relu."""

from pages.functions.template import render

render("relu")
