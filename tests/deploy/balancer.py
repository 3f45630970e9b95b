"""Starts nginx from the configuration in deploy/, in front of servers on this machine."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser import server

TEMPLATE = server.ROOT / "deploy" / "nginx" / "nginx.conf.template"
ADVICE = (
    "The tests of deploy/ need nginx: install the package `nginx-light` (Debian) or `nginx` of your system."
)
INSTALLING_TAKES_AT_MOST = 600.0
# Root's nginx on Debian starts its workers as www-data, who may not read a test's folder.
AS_OURSELVES = "user root;\n"


@contextmanager
def balanced(folder: Path, addresses: Sequence[str]) -> Iterator[str]:
    """Run nginx in front of these servers, and give its address."""
    program = nginx()
    places = [f"server {urlsplit(address).netloc} max_fails=1 fail_timeout=5s;" for address in addresses]

    def command(port: int) -> list[str]:
        values = {"PORT": f"127.0.0.1:{port}", "SERVERS": " ".join(places), "RUN": str(folder)}
        configuration = folder / "nginx.conf"
        user = AS_OURSELVES if os.geteuid() == 0 else ""
        configuration.write_text(
            user + filled(TEMPLATE.read_text(encoding="utf-8"), values), encoding="utf-8"
        )
        return [program, "-e", "stderr", "-p", str(folder), "-c", str(configuration), "-g", "daemon off;"]

    with server.started(command, folder / "nginx.txt", folder=folder) as (address, _):
        yield address


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with ${NAME} replaced, and nginx's own variables as they are, as envsubst does it."""
    for name, value in values.items():
        template = template.replace(f"${{{name}}}", value)
    return template


def nginx() -> str:
    """Path of nginx, which root on Debian gets installed where it is missing."""
    found = _on_path()
    if found is None and os.geteuid() == 0 and Path("/etc/debian_version").exists():
        for words in (["update"], ["install", "--yes", "--no-install-recommends", "nginx-light"]):
            subprocess.run(
                ["apt-get", *words], check=False, capture_output=True, timeout=INSTALLING_TAKES_AT_MOST
            )
        found = _on_path()
    if found is None:
        raise RuntimeError(ADVICE)
    return found


def _on_path() -> str | None:
    return shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin")
