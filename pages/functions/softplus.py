"""The page of softplus."""

from pages.functions.template import render

render("softplus")
