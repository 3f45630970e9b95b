"""What deploy/ says agrees with the project that it deploys."""

import re
from copy import deepcopy
from typing import Any

import pytest
import yaml
from kubernetes_validate import ValidationError, validate
from kubernetes_validate.utils import all_versions

from tests.architecture.project import ROOT, SHIPPED, lines_of

DEPLOY = ROOT / "deploy"
MANIFESTS: list[dict[str, Any]] = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text("utf-8")))
OLDEST, *_, NEWEST = all_versions()  # of Kubernetes, whose schemas are installed
PLACED = ("Dockerfile", "Dockerfile.dockerignore")
SETTING = re.compile(r"ACTIVATION_LAB_[A-Z_]+")


def test_lock_has_every_requirement_at_its_version_with_a_hash() -> None:
    locked = lines_of(DEPLOY / "requirements.lock")[1:]
    assert all(re.fullmatch(r"[a-z0-9_.-]+==[\w.+]+ --hash=sha256:[0-9a-f]{64}", line) for line in locked)
    versions = {line.split(" ")[0].split("+")[0] for line in locked}
    named = {line.lower() for line in lines_of(ROOT / "requirements.txt") if not line.startswith("#")}
    assert named <= versions
    assert versions <= {line.lower() for line in lines_of(ROOT / "constraints.txt")}


@pytest.mark.parametrize("file", PLACED)
def test_container_gets_everything_that_is_shipped(file: str) -> None:
    text = (DEPLOY / file).read_text(encoding="utf-8")
    taken = {
        word.removeprefix("!") for line in text.splitlines() for word in line.removeprefix("COPY").split()
    }
    assert {*SHIPPED, ".streamlit", "app.py", "serve.py", "requirements.lock"} <= {
        word.removeprefix("deploy/") for word in taken
    }


def test_every_setting_that_deploy_names_is_read_by_the_lab() -> None:
    readers = (ROOT / "serve.py", ROOT / "server" / "replicas.py", ROOT / "ui" / "runs.py")
    read = {name for path in readers for name in SETTING.findall(path.read_text(encoding="utf-8"))}
    named = {
        name
        for path in DEPLOY.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
        for name in SETTING.findall(path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= read


@pytest.mark.parametrize("version", [OLDEST, NEWEST])
@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda manifest: manifest["kind"])
def test_kubernetes_knows_every_field_of_a_manifest(manifest: dict[str, Any], version: str) -> None:
    validate(manifest, version, strict=True)


def test_misspelt_probe_would_be_seen() -> None:
    (deployment,) = (deepcopy(each) for each in MANIFESTS if each["kind"] == "Deployment")
    (container,) = deployment["spec"]["template"]["spec"]["containers"]
    container["readynessProbe"] = container.pop("readinessProbe")
    with pytest.raises(ValidationError, match="readynessProbe"):
        validate(deployment, NEWEST, strict=True)
