"""One server for the tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.load import servers
from tests.load.servers import Server


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with servers.lab(tmp_path_factory.mktemp("lab"), ACTIVATION_LAB_WORKERS="1") as started:
        servers.wait_until_warm(started)
        yield started
