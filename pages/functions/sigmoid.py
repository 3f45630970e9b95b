"""The page of sigmoid."""

from pages.functions.page import render

render("sigmoid")
