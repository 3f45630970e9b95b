"""The page of swish."""

from pages.functions.template import render

render("swish")
