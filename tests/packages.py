"""What the tests need of the machine and pip cannot install; root on Debian gets it where it is missing."""

import fcntl
import os
import subprocess
import tempfile
from pathlib import Path

TAKES_AT_MOST = 600.0  # seconds
LOCK = Path(tempfile.gettempdir()) / "activation-lab-packages.lock"


def install(package: str) -> None:
    """Install a package of Debian's, or do nothing where that cannot be done.

    Test processes run side by side, and apt turns away whoever comes while it works: so they wait in line.
    """
    if os.geteuid() != 0 or not Path("/etc/debian_version").exists():
        return
    with LOCK.open("w") as line:
        fcntl.flock(line, fcntl.LOCK_EX)
        for words in (["update"], ["install", "--yes", "--no-install-recommends", package]):
            subprocess.run(["apt-get", *words], check=False, capture_output=True, timeout=TAKES_AT_MOST)
