"""A replica dies in mid-lesson: its students go on with the other one, and the rest notice nothing."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple
from urllib.request import Request, urlopen

import pytest
from websockets.exceptions import ConnectionClosed

from tests.load import servers
from tests.load.servers import Server
from tests.load.student import Student

pytestmark = pytest.mark.slow

CLASS = 16
STARTS_WITHIN = 60.0  # seconds, on a machine that is busy with something else


class Answer(NamedTuple):
    """A status, the headers and the body."""

    status: int
    headers: Message
    body: bytes


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Two replicas with nginx in front, as for a frame of another site."""
    folder = tmp_path_factory.mktemp("site")
    settings = {"ACTIVATION_LAB_WORKERS": "0", "ACTIVATION_LAB_SAME_SITE": "None"}
    with servers.lab(folder, replicas=2, **settings) as started:
        yield started


def test_metrics_are_not_for_everybody_and_endless_addresses_are_refused(site: Server) -> None:
    for path, status in (("/_stcore/metrics", 404), (f"/?q={'1' * 100_000}", 414), ("/relu", 200)):
        assert status_of(site.address + path) == status


def test_both_cookies_go_into_frames_when_that_is_asked_for_and_uploads_need_them(site: Server) -> None:
    cookies = fetched(f"{site.address}/_stcore/health").headers.get_all("set-cookie") or []
    given = {cookie.split("=")[0]: cookie.split("; ") for cookie in cookies}
    assert set(given) == {"student", "_streamlit_xsrf"}
    assert all({"SameSite=None", "Secure"} <= set(parts) for parts in given.values())
    both, token = "; ".join(parts[0] for parts in given.values()), given["_streamlit_xsrf"][0].split("=")[1]
    file = f"{site.address}/_stcore/upload_file/no-session/a-file"
    as_in_frame = {"X-Xsrftoken": token, "Cookie": both}
    refused = Request(file, method="PUT", data=b"", headers={"X-Xsrftoken": token})  # noqa: S310
    taken = Request(file, method="PUT", data=b"", headers=as_in_frame)  # noqa: S310
    assert (status_of(refused), status_of(taken)) == (403, 400)  # 400: nobody has this session


def test_scripts_come_compressed_from_nginx_without_asking_a_replica_again(site: Server) -> None:
    page = fetched(site.address + "/").body.decode()
    script = page.split('src="./')[1].split('"')[0]
    weights = {}
    for encoding in ("br", "gzip"):
        answers = [fetched(f"{site.address}/{script}", encoding) for _ in range(20)]
        assert [answer.headers["x-cache"] for answer in answers] == ["MISS"] + ["HIT"] * 19
        assert {answer.headers["content-encoding"] for answer in answers} == {encoding}
        (weights[encoding],) = {len(answer.body) for answer in answers}
    assert weights["br"] < weights["gzip"]


def test_students_of_a_killed_replica_go_on_with_the_other(site: Server) -> None:
    asyncio.run(lesson(site))


def test_killed_replica_is_started_again(site: Server) -> None:
    lost = site.replicas[1]
    os.kill(lost, signal.SIGKILL)
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        running = set(servers.replicas_of(site.process))
        if lost not in running and len(running) == len(site.replicas):
            break
    assert len(running) == len(site.replicas)
    assert lost not in running


async def lesson(site: Server) -> None:
    """Everybody sets a slope of their own; one replica is killed; everybody moves on."""
    students = [Student(site.address, cookie=cookie_from(site.address)) for _ in range(CLASS)]
    for number, student in enumerate(students):
        await student.__aenter__()
        await student.open("leaky-relu", query(number))
        await student.move("x", 2.0)
    os.kill(site.replicas[0], signal.SIGKILL)
    lost, stayed = [], []
    for number, student in enumerate(students):
        try:
            await student.move("x", 3.0)
            stayed.append(number)
        except ConnectionClosed:
            lost.append(number)
    assert lost
    assert stayed
    for number in lost:
        async with students[number] as again:  # as a browser does: the same tab, its cookie and its address
            await again.open("leaky-relu", query(number))
            assert again.sliders["alpha"].shown == pytest.approx(slope(number))
            await again.move("x", 3.0)
    for number in stayed:
        assert students[number].sliders["alpha"].shown == pytest.approx(slope(number))
        await students[number].__aexit__()


def slope(number: int) -> float:
    """The slope that a student chooses."""
    return (number + 1) / 50


def query(number: int) -> str:
    """The address that holds it."""
    return f"alpha={slope(number):.2f}"


def cookie_from(address: str) -> str:
    """What nginx gives a browser that comes for the first time."""
    with urlopen(Request(address)) as answer:  # noqa: S310 (our own server)
        return str(answer.headers["set-cookie"]).split(";")[0]


def fetched(address: str | Request, encoding: str = "identity") -> Answer:
    """What the site answers."""
    request = address if isinstance(address, Request) else Request(address)  # noqa: S310 (our own server)
    request.add_header("Accept-Encoding", encoding)
    with urlopen(request) as answer:  # noqa: S310
        return Answer(answer.status, answer.headers, answer.read())


def status_of(address: str | Request) -> int:
    """The status of an answer, whatever it is."""
    try:
        return fetched(address).status
    except OSError as problem:
        return int(getattr(problem, "code", 0))
