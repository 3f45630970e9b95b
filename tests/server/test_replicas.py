"""Several replicas: what nginx is told, and how they end."""

import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from server import replicas
from tests.browser import server
from tests.load import servers

PATIENCE = 60.0  # seconds, on a machine that is busy with something else


def test_nginx_is_told_its_port_its_folder_and_every_server(tmp_path: Path) -> None:
    text = replicas.configured(tmp_path, "0.0.0.0:80", [8001, 8002]).read_text(encoding="utf-8")
    assert "listen 0.0.0.0:80 " in text
    assert re.findall(r"^ *server 127\.0\.0\.1:(\d+) .*:(\d+) ", text, re.MULTILINE) == [("8001", "8002")]
    assert f"pid {tmp_path}/nginx.pid;" in text
    assert "${" not in text
    assert "$request_id" in text


@pytest.mark.parametrize("asked", ["Lax", "None"])
def test_nginx_is_told_whether_its_cookie_goes_into_frames(
    asked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 'map "Lax" $same_site' in replicas.configured(tmp_path, "80", [8001]).read_text(encoding="utf-8")
    monkeypatch.setenv(replicas.SAME_SITE, asked)
    text = replicas.configured(tmp_path, "80", [8001]).read_text(encoding="utf-8")
    assert f'map "{asked}" $same_site' in text


def test_who_has_no_nginx_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with pytest.raises(SystemExit, match="REPLICAS=1"):
        replicas.nginx()


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_site_that_is_stopped_while_it_starts_leaves_nobody_behind(sent: signal.Signals) -> None:
    servers.require_nginx()
    command = [*server.command(replicas.free_port()), "--replicas", "2"]
    with subprocess.Popen(command, cwd=server.ROOT, stderr=subprocess.DEVNULL) as site:
        deadline = time.monotonic() + PATIENCE
        while len(servers.replicas_of(site.pid)) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        started = servers.replicas_of(site.pid)
        site.send_signal(sent)
        assert site.wait(PATIENCE) == 0
    assert len(started) == 2
    assert not any(map(psutil.pid_exists, started))
