"""The page of mish."""

from pages.functions.template import render

render("mish")
