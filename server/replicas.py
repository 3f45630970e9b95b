"""Several servers on one machine with nginx in front: Python's lock would keep a single one on one core."""

import asyncio
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from server import progress

TEMPLATE = Path(__file__).parents[1] / "deploy" / "nginx" / "nginx.conf.template"
ADVICE = "Several replicas need nginx: install `nginx-light` (Debian) or `nginx`, or serve with REPLICAS=1."
STARTS_WITHIN = 120.0  # seconds, for all replicas together
LOOKS_EVERY = 0.1
STARTS_AGAIN_AFTER = 1.0  # what fails at once must not fill the machine with attempts
BASE = "ACTIVATION_LAB_BASE"  # where the lab lies on its site, such as /lab/
# Settings that the replicas get: the same secret for all, so that each can read the others' cookies.
COOKIE_SECRET, WORKERS = "ACTIVATION_LAB_COOKIE_SECRET", "ACTIVATION_LAB_WORKERS"
# "None" lets cookies into another site's frame, over HTTPS alone; without them a frame can upload nothing.
SAME_SITE = "ACTIVATION_LAB_SAME_SITE"


def serve(host: str, port: int, count: int) -> None:
    """Serve until told to stop; a replica that dies is started again, its students land on the others.

    Args:
        host: address to listen at.
        port: nginx's; the replicas take free ones that only this machine reaches.
        count: how many replicas; one for each core that students shall have.
    """
    with suppress(asyncio.CancelledError):
        asyncio.run(_serve(nginx(), host, port, count))


def nginx() -> str:
    """Path of nginx, which Debian keeps where only root looks for programs."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin")
    if found is None:
        raise SystemExit(ADVICE)
    return found


def configured(folder: Path, listen: str, ports: Sequence[int], base: str = "") -> Path:
    """The file that puts nginx, listening there, in front of servers at these ports of this machine.

    Args:
        folder: where the file, and what nginx writes, lies.
        listen: address and port.
        ports: of the servers.
        base: where the lab lies on the site, such as /lab/; at its root when this is empty.
    """
    values = {
        "PORT": listen,
        "SERVERS": " ".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=5s;" for port in ports),
        "RUN": str(folder),
        "BASE": f"/{base.strip('/')}/".replace("//", "/"),
        "SAME_SITE": os.environ.get(SAME_SITE, "Lax"),
    }
    text = TEMPLATE.read_text(encoding="utf-8")
    for name, value in values.items():  # as envsubst does in a container; nginx's own variables stay
        text = text.replace(f"${{{name}}}", value)
    folder.chmod(0o711)  # nginx started by root works as another user, in folders of its own below this one
    configuration = folder / "nginx.conf"
    configuration.write_text(text, encoding="utf-8")
    return configuration


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_healthy(address: str) -> bool:
    """Whether a server at this address, as http://host:port, says that it is ready."""
    try:
        with urlopen(f"{address}/_stcore/health", timeout=5) as answer:  # noqa: S310 (our own server)
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


async def _serve(program: str, host: str, port: int, count: int) -> None:
    if this := asyncio.current_task():
        for name in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(name, this.cancel)
    ports = [free_port() for _ in range(count)]
    addresses = [f"http://127.0.0.1:{each}" for each in ports]
    shared = _shared(count)
    # What is named last ends first: nginx stays until the replicas have sent their readers elsewhere.
    async with AsyncExitStack() as front, AsyncExitStack() as behind:
        folder = front.enter_context(TemporaryDirectory(prefix="activation-lab-"))
        for each in ports:
            command = [sys.executable, "-m", "server", "--port", str(each)]
            await behind.enter_async_context(_kept(command, shared))
        async with asyncio.timeout(STARTS_WITHIN):
            for replica in addresses:
                while not await asyncio.to_thread(is_healthy, replica):
                    await asyncio.sleep(LOOKS_EVERY)
        base = os.environ.get(BASE, "")
        configuration = str(configured(Path(folder), f"{host}:{port}", ports, base))
        command = [program, "-e", "stderr", "-p", folder, "-c", configuration, "-g", "daemon off;"]
        await front.enter_async_context(_kept(command, {}))
        await progress.tell(f"{progress.reached(host, port)}, {count} replicas", addresses)
        await asyncio.Event().wait()  # until this task is cancelled


def _shared(count: int) -> Mapping[str, str]:
    """What the replicas have in common: they know each other's cookies, and share the cores for training."""
    cores = len(os.sched_getaffinity(0))
    return {COOKIE_SECRET: secrets.token_hex(), WORKERS: str(max(1, cores // count))}


@asynccontextmanager
async def _kept(command: Sequence[str], settings: Mapping[str, str]) -> AsyncIterator[None]:
    """Keep a command running, and wait in the end until it has ended."""
    task = asyncio.create_task(_run(command, settings))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _run(command: Sequence[str], settings: Mapping[str, str]) -> None:
    """Run a command, and again whenever it ends; when cancelled, tell it to end and wait until it has."""
    while True:
        # What a server says of itself is for whoever starts it alone; errors come through.
        child = await asyncio.create_subprocess_exec(
            *command, env={**settings, **os.environ}, stdout=subprocess.DEVNULL
        )
        try:
            await child.wait()
        finally:
            if child.returncode is None:
                child.terminate()
                await child.wait()
        await asyncio.sleep(STARTS_AGAIN_AFTER)
