"""`python -m experiments.claims FILE [CLAIM …]`: examine claims on several sets of seeds; write it down."""

import json
import multiprocessing
import os
import platform
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy
import scipy
import torch

from experiments.claims.examining import CLAIMS, Outcome, Verdict
from experiments.claims.storing import to_json
from experiments.claims.timing import outcome_on, timed
from experiments.networks.process import prepare

VERSIONS = {
    "python": platform.python_version(),
    "torch": torch.__version__,
    "numpy": numpy.__version__,
    "scipy": scipy.__version__,
}


def main(file: Path, claim_ids: Sequence[str]) -> None:
    """Examine these claims in as many processes as there are cores, and leave the others as they are."""
    before = json.loads(file.read_text()) if file.exists() else {"versions": VERSIONS, "claims": {}}
    if before["versions"] != VERSIONS and set(claim_ids) < set(CLAIMS):
        raise SystemExit("The other verdicts were made with other versions: examine all claims.")

    def expected(claim_id: str) -> float:
        """The seconds that one set took last time."""
        return float(before["claims"].get(claim_id, {"seconds": 0})["seconds"])

    verdicts, outcomes = examined(sorted(claim_ids, key=expected, reverse=True))
    claims = before["claims"] | {
        claim_id: record(*verdicts[claim_id], outcomes[claim_id]) for claim_id in claim_ids
    }
    written = {claim_id: claims[claim_id] for claim_id in CLAIMS if claim_id in claims}
    lines = [
        f"{json.dumps(name)}: {json.dumps(claim, ensure_ascii=False)}" for name, claim in written.items()
    ]
    head = json.dumps({"date": datetime.now(UTC).date().isoformat(), "versions": VERSIONS})[1:-1]
    file.write_text(f'{{{head}, "claims": {{\n' + ",\n".join(lines) + "\n}}\n")
    say(f"\n{Counter(claim['outcome'] for claim in written.values())}\n")


def examined(
    claim_ids: Sequence[str],
) -> tuple[dict[str, tuple[Verdict, float]], dict[str, Counter[Outcome]]]:
    """The verdicts on the first set of seeds with their seconds, and how often which outcome came out.

    Args:
        claim_ids: the slowest first, so that no core waits for a long last one.
    """
    began = time.monotonic()
    verdicts: dict[str, tuple[Verdict, float]] = {}
    outcomes: dict[str, Counter[Outcome]] = defaultdict(Counter)
    with processes() as pool:
        asked: dict[Future[Any], str] = {}
        for claim_id in claim_ids:
            asked[pool.submit(timed, claim_id, 0)] = claim_id
            for number in range(1, CLAIMS[claim_id].sets):
                asked[pool.submit(outcome_on, claim_id, number)] = claim_id
        for done, future in enumerate(as_completed(asked), start=1):
            found = future.result()
            if isinstance(found, tuple):
                verdicts[asked[future]] = found
                found = found[0].outcome
            outcomes[asked[future]][found] += 1
            say(f"\r{done} of {len(asked)} examinations, {time.monotonic() - began:.0f} seconds")
    return verdicts, outcomes


def processes() -> ProcessPoolExecutor:
    """As many as there are cores, ready for many small tensors."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["experiments.claims.examining"])
    return ProcessPoolExecutor(len(os.sched_getaffinity(0)), mp_context=context, initializer=prepare)


def record(verdict: Verdict, seconds: float, outcomes: Mapping[Outcome, int]) -> dict[str, Any]:
    """What is kept of a claim: its verdict on the first set of seeds, what that took, and how stable it is.

    `stability` counts what the rule said on each of the sets.
    """
    return to_json(verdict) | {"stability": dict(outcomes), "seconds": round(seconds, 1)}


def say(text: str) -> None:
    """Tell whoever waits at the terminal."""
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or tuple(CLAIMS))
