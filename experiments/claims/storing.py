"""Verdicts as JSON: what `make verdicts` writes and the page opens with."""

import math
from collections.abc import Mapping
from typing import Any

from experiments.claims.verdict import Case, Chart, Findings, Line, Spread, Verdict

INFINITE = "infinite"  # JSON has no ∞
DIGITS = 5


def to_json(verdict: Verdict) -> dict[str, Any]:
    """A verdict as dictionaries, lists, numbers and texts; numbers are rounded to five digits."""
    found = verdict.findings
    return {
        "outcome": verdict.outcome,
        "seeds": list(verdict.seeds),
        "rule": dict(verdict.rule),
        "cases": [_case(case) for case in found.cases],
        "breaks": [_case(case) for case in found.breaks],
        "numbers": {name: _spread(number) for name, number in found.numbers.items()},
        "chart": _chart(found.chart) if found.chart else None,
    }


def from_json(claim_id: str, data: Mapping[str, Any]) -> Verdict:
    """The verdict that `to_json` wrote down."""
    chart = data["chart"]
    findings = Findings(
        tuple(_read_case(case) for case in data["cases"]),
        tuple(_read_case(case) for case in data["breaks"]),
        {name: _read_spread(number) for name, number in data["numbers"].items()},
        _read_chart(chart) if chart else None,
    )
    return Verdict(claim_id, data["outcome"], tuple(data["seeds"]), data["rule"], findings)


def _case(case: Case) -> dict[str, Any]:
    return {"setting": dict(case.setting), "outcome": case.outcome, "measured": _spread(case.measured)}


def _read_case(data: Mapping[str, Any]) -> Case:
    return Case(data["setting"], data["outcome"], _read_spread(data["measured"]))


def _spread(spread: Spread) -> list[float | str]:
    return [_number(each) for each in (spread.median, spread.low, spread.high)]


def _read_spread(data: list[float | str]) -> Spread:
    return Spread(*(math.inf if each == INFINITE else float(each) for each in data))


def _number(value: float) -> float | str:
    return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else INFINITE


def _chart(chart: Chart) -> dict[str, Any]:
    lines = [
        {"name": each.name, "x": list(each.x), "spreads": [_spread(spread) for spread in each.spreads]}
        for each in chart.lines
    ]
    return {"lines": lines, "log_x": chart.log_x, "log_y": chart.log_y}


def _read_chart(data: Mapping[str, Any]) -> Chart:
    lines = (
        Line(each["name"], tuple(each["x"]), tuple(_read_spread(spread) for spread in each["spreads"]))
        for each in data["lines"]
    )
    return Chart(tuple(lines), data["log_x"], data["log_y"])
