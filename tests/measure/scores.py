"""Lighthouse's scores of some pages, one page after the other: it simulates a slow phone, so the machine must be quiet."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lms.config import ROOT
from tests.journeys.browser import program
from tests.measure.budget import Budget, Measured
from tests.measure.looks import LOOKS
from tests.measure.measuring import Sheet

_FOLDER = Path(__file__).parent / "lighthouse"
_KEYS = {
    "performance": "lighthouse_performance",
    "accessibility": "lighthouse_accessibility",
    "best-practices": "lighthouse_practice",
    "seo": "lighthouse_seo",
}


def score(sheets: Sequence[Sheet], base_url: str, cookies: Mapping[str, Mapping[str, str]], budget: Budget) -> None:
    """Add the scores to the sheets of the pages that are to have some; ``budget.runs`` tries each, the best counts."""
    wanted = {sheet.page.name: sheet for sheet in sheets if sheet.page.name in budget.scored and not sheet.failure}
    if not wanted or not budget.runs:
        return
    pages = [
        {"name": name, "url": base_url + sheet.page.path, "cookie": _header(cookies.get(sheet.page.who, {}))}
        for name, sheet in wanted.items()
    ]
    for found in _run({"browser": program(), "runs": budget.runs, "pages": pages}):
        sheet = wanted[found["name"]]
        sheet.looks[next(iter(LOOKS))] = {**sheet.looks[next(iter(LOOKS))], **measures(found, budget)}


def measures(found: Mapping[str, Any], budget: Budget) -> dict[str, Measured]:
    """The values of one page, by the names of their limits."""
    values = {key: Measured(found[name], tuple(found["lost"][name])) for name, key in _KEYS.items()}
    if found["name"] not in budget.indexed:  # pages that search engines are asked to leave alone
        del values["lighthouse_seo"]
    return {**values, "blocked": Measured(found["blocked"])}


def _run(asked: Mapping[str, object]) -> list[dict[str, Any]]:
    node = shutil.which("node", path=str(ROOT / ".venv" / "bin")) or shutil.which("node")
    assert node, "Node.js is missing: run make measure"
    done = subprocess.run(
        [node, _FOLDER / "scores.mjs"], input=json.dumps(asked), stdout=subprocess.PIPE, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _header(cookies: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
