"""Files of a reorganisation, and provinces large enough to try one."""

from __future__ import annotations

import csv
from pathlib import Path

from lms.places.reorganising.rules import COLUMNS

DAY = "2026-07-01"


def line(old: str, new: str, name: str = "", kind: str = "", **more: str) -> dict[str, str]:
    """A line: the whole of an old unit goes into a new one, unless ``villages`` are named."""
    extent = "part" if more.get("villages") else "whole"
    given = {"old_code": old, "new_code": new, "new_name": name, "new_kind": kind, "extent": extent}
    return {"effective_on": DAY, "source": "Nghị quyết 1"} | given | more


def written(folder: Path, *lines: dict[str, str]) -> Path:
    """These lines as a file."""
    file = folder / "sap-xep.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(lines)
    return file
