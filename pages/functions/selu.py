"""The page of selu."""

from pages.functions.page import render

render("selu")
