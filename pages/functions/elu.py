"""The page of elu."""

from pages.functions.template import render

render("elu")
