"""nginx, which root on Debian gets installed where it is missing."""

import os
import subprocess
from pathlib import Path

from server import replicas

INSTALLING_TAKES_AT_MOST = 600.0


def install() -> None:
    """Make sure that the server finds nginx; where it cannot be installed, the server says what to do."""
    try:
        replicas.nginx()
    except SystemExit:
        if os.geteuid() == 0 and Path("/etc/debian_version").exists():
            for words in (["update"], ["install", "--yes", "--no-install-recommends", "nginx-light"]):
                subprocess.run(
                    ["apt-get", *words], check=False, capture_output=True, timeout=INSTALLING_TAKES_AT_MOST
                )
