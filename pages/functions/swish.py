"""The page of swish."""

from pages.functions.page import render

render("swish")
