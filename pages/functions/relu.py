"""The page of relu."""

from pages.functions.page import render

render("relu")
