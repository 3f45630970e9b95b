"""What a lesson may open is what the pages take: the same names, and the same values."""

from urllib.parse import urlencode

import pytest

from pages.lessons.addresses import AddressError, opened, parameters
from tests.pages import lab
from tests.pages.test_first_draw import LINKS

# A lesson carries no table of points, and so nothing that belongs to one.
POINTS = {"own_x", "own_y", "own_label", "own_sample", "own_skip"}
OPENED = [name for name in LINKS if name != "lessons"]  # a lesson opens no lesson
NOT_ALLOWED = ("", "abc", "-1e9", "1e9", "<b>x</b>")


def path_of(name: str) -> str:
    return "/" if name == "overview" else f"/{name}"


def allowed_links(name: str) -> list[dict[str, str]]:
    return [link for link in LINKS[name] if not POINTS & set(link)]


@pytest.mark.parametrize("name", OPENED)
def test_every_parameter_that_a_page_binds_is_known_with_the_values_of_its_links(name: str) -> None:
    bound = {each for link in LINKS[name] for each in link} - POINTS
    checked = set(parameters()[path_of(name)])
    assert {each for each in bound if not each.startswith("f_")} == checked
    for link in allowed_links(name):
        assert dict(opened(f"{path_of(name)}?{urlencode(link)}").parameters) == link


def test_every_page_that_tests_open_is_known() -> None:
    assert {path_of(name) for name in lab.PAGES} - {"/lessons"} == set(parameters())


@pytest.mark.parametrize("name", [name for name in OPENED if name != "make-your-own"])
def test_what_no_page_takes_is_refused(name: str) -> None:
    for each in {each for link in allowed_links(name) for each in link if not each.startswith("f")}:
        for value in NOT_ALLOWED:
            if each == "name":
                continue
            with pytest.raises(AddressError, match=each):
                opened(f"{path_of(name)}?{urlencode({each: value})}")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "parameter", "value"),
    [
        ("train", "depth", "11"),
        ("train", "learning_rate", "11"),
        ("train", "optimiser", "rmsprop"),
        ("signal-flow", "scale", "17"),
        ("signal-flow", "width", "2.5"),
        ("dead-neurons", "width", "25"),
        ("dead-neurons", "function", "gelu"),
        ("numerics", "h", "1"),
        ("compare", "order", "third"),
        ("leaky-relu", "alpha", "1.01"),
    ],
)
def test_page_and_lesson_refuse_the_same(name: str, parameter: str, value: str) -> None:
    with pytest.raises(AddressError, match=parameter):
        opened(f"/{name}?{parameter}={value}")
    (sentence,) = lab.warnings_of(lab.opened(name, **{parameter: value}))
    assert parameter in sentence


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("/nowhere", "no page"),
        ("/train/../notes", "no page"),
        ("//example.org/train", "no page"),
        ("/train#top", "no page"),
        ("/train?dept=8", "no parameter dept"),
        ("/train?depth=8&depth=9", "twice"),
        ("/train?depth=" + "9" * 3_000, "1 to 10"),
        ("/train?<script>=1", "no parameter"),
    ],
)
def test_what_is_no_address_gets_one_sentence(address: str, word: str) -> None:
    with pytest.raises(AddressError) as error:
        opened(address)
    assert word in str(error.value)
    assert "<" not in str(error.value)
    assert len(str(error.value)) < 400
