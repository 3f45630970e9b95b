"""The page of mish."""

from pages.functions.page import render

render("mish")
