"""The page of tanh."""

from pages.functions.page import render

render("tanh")
