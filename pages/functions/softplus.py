"""The page of softplus."""

from pages.functions.page import render

render("softplus")
