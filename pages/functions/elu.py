"""The page of elu."""

from pages.functions.page import render

render("elu")
