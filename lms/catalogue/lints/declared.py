"""What the data files of the catalogue declare: numbers and sites a course may show, codes it may name."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parents[1] / "data"


@cache
def numbers() -> frozenset[str]:
    """The digits of telephone lines everybody may be told."""
    return frozenset(each["digits"] for each in _read("numbers.toml")["number"])


@cache
def hosts() -> tuple[str, ...]:
    """The sites to which any lesson may link."""
    return tuple(each["name"] for each in _read("hosts.toml")["host"])


@cache
def competences() -> tuple[str, ...]:
    """The codes of Circular 02/2025/TT-BGDĐT."""
    read = _read("competences.toml")
    return tuple(
        f"{read['prefix']}{domain}.{number}"
        for domain, most in enumerate(read["domains"], 1)
        for number in range(1, most + 1)
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text("utf-8"))
