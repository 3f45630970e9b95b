"""The lab below a path of a site, behind our nginx: nothing leads out of it or in circles."""

import asyncio
import http.client
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin

import pytest

from server import replicas
from tests.browser import server
from tests.load.student import Student

pytestmark = pytest.mark.slow


@contextmanager
def nginx(folder: Path, behind: str, base: str) -> Iterator[int]:
    """Put nginx in front of a server, and give the port that it listens at."""
    port = replicas.free_port()
    configuration = replicas.configured(folder, f"127.0.0.1:{port}", [int(behind.rsplit(":", 1)[1])], base)
    command = [replicas.nginx(), "-e", "stderr", "-p", str(folder), "-c", str(configuration), "-g"]
    front = subprocess.Popen([*command, "daemon off;"], stdin=subprocess.DEVNULL)
    try:
        while not replicas.is_healthy(f"http://127.0.0.1:{port}{base.rstrip('/')}"):
            assert front.poll() is None, "nginx has ended"
        yield port
    finally:
        front.terminate()
        front.wait()


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with server.running(tmp_path_factory.mktemp("lab") / "output.txt") as address:
        yield address


@pytest.fixture(scope="module")
def below(lab: str) -> Iterator[str]:
    """The lab below /lab/, as http://host:port."""
    # not pytest's folder, into which only its owner sees: nginx works as another user
    with TemporaryDirectory(prefix="activation-lab-") as folder, nginx(Path(folder), lab, "/lab/") as port:
        yield f"http://127.0.0.1:{port}"


def asked(site: str, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, str]:
    """One answer, whatever it is, and no further step."""
    connection = http.client.HTTPConnection(site.removeprefix("http://"))
    connection.request(
        "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", errors="replace")
    connection.close()
    return answer.status, answer.headers, body


@pytest.mark.parametrize("path", ["/lab/", "/lab/relu", "/lab/relu?x=2", "/lab/train?seeds=5&start=3"])
def test_pages_and_what_they_load_lie_below_the_path(below: str, path: str) -> None:
    status, headers, body = asked(below, path)
    script = urljoin(path, f"./{body.split(chr(34) + './static/')[1].split(chr(34))[0]}")
    early = urljoin(path, headers["link"].split("<")[1].split(">")[0])
    assert status == 200
    assert early.startswith("/lab/static/")
    assert asked(below, early)[0] == 200
    assert script.startswith("/lab/")


@pytest.mark.parametrize(("path", "target"), [("/lab", "/lab/"), ("/lab/relu/", "/lab/relu")])
def test_a_step_to_the_right_spelling_stays_below_the_path_and_is_the_only_one(
    below: str, path: str, target: str
) -> None:
    status, headers, _ = asked(below, path)
    assert status == 301
    assert headers["location"] == target
    assert asked(below, target)[0] == 200


def test_an_unknown_address_leads_to_the_overview_below_the_path(below: str) -> None:
    status, _, body = asked(below, "/lab/functions/relu", accept="text/html")
    link = body.split('<a href="')[1].split('"')[0]
    assert status == 404
    assert urljoin("/lab/functions/relu", link) == "/lab/"


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 404), ("/relu", 404), ("/lab/_stcore/health", 200), ("/lab/_stcore/metrics", 404)],
)
def test_the_lab_answers_below_the_path_alone(below: str, path: str, status: int) -> None:
    assert asked(below, path)[0] == status


def test_the_cookie_is_for_the_path_alone(below: str) -> None:
    assert "Path=/lab/;" in asked(below, "/lab/")[1]["set-cookie"]


def test_a_student_moves_a_slider_below_the_path(below: str) -> None:
    async def lesson() -> float:
        async with Student(f"{below}/lab") as student:
            await student.open("leaky-relu", "alpha=0.3")
            await student.move("x", 2.0)
            return student.sliders["alpha"].shown

    assert asyncio.run(lesson()) == pytest.approx(0.3)
