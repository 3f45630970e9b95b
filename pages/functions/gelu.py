"""The page of gelu."""

from pages.functions.template import render

render("gelu")
