"""Writes requirements.lock: every package that the container takes, with the hash of its file (`make lock`).

The hashes are those of this platform, so that it is to be run where the container's Python runs too: Linux on
x86-64, Python 3.11, with pip reaching PyTorch's CPU builds.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = Path(__file__).with_name("requirements.lock")
HEADER = "# What the container installs, by `make lock`: Linux on x86-64, Python 3.11, torch without CUDA.\n"


def main() -> None:
    """Ask pip what it would install, and write it down."""
    options = ["--dry-run", "--ignore-installed", "--quiet", "--report", "-"]
    pins = ["--constraint", "constraints.txt", "--requirement", "requirements.txt"]
    command = [sys.executable, "-m", "pip", "install", *options, *pins]
    report = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout  # noqa: S603
    lines = sorted(
        f"{item['metadata']['name'].lower()}=={item['metadata']['version']} "
        f"--hash=sha256:{item['download_info']['archive_info']['hashes']['sha256']}"
        for item in json.loads(report)["install"]
    )
    LOCK.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
