"""The page of gelu."""

from pages.functions.page import render

render("gelu")
