"""The page of selu."""

from pages.functions.template import render

render("selu")
