"""Settings that hold for every test process."""

import functools
import gc
import os
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

# Tests run in several processes on few cores: threads of torch inside each would only wait for one another.
os.environ.setdefault("OMP_NUM_THREADS", "1")
# Simulated sessions train in threads of the test; the browser tests' server has its worker processes.
os.environ.setdefault("ACTIVATION_LAB_WORKERS", "0")

# Drawn cases are the same in every run, so that a change alone can make a test fail, and no clock can;
# `--hypothesis-profile=exploring` draws others.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("exploring", deadline=None)
settings.load_profile("repeatable")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep garbage collection away from thousands of tests and large libraries, which stay until the end."""
    gc.disable()
    found = yield
    gc.enable()
    gc.freeze()
    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put browser tests last: Playwright keeps a loop in their thread, where no other can then be run."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(autouse=True, scope="session")
def components_of_installed_packages_are_looked_for_once() -> Iterator[None]:
    """Streamlit reads all installed packages' metadata for every simulated session: most of a test's time."""
    with pytest.MonkeyPatch.context() as patch:
        scan = manifest_scanner.scan_component_manifests
        patch.setattr(manifest_scanner, "scan_component_manifests", functools.cache(scan))
        yield
