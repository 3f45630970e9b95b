"""The page of leaky-relu."""

from pages.functions.page import render

render("leaky-relu")
