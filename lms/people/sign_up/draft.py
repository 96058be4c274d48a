"""What somebody who signs up has said so far. It lies in the session; the password never does."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

from flask import session

from lms.clock import local_date, now
from lms.people import rules
from lms.people.sign_in import DRAFT

_FORGOTTEN_AFTER = timedelta(hours=3)
"""Telephones and machines are shared: what somebody else left half done is not shown to the next."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Empty words are pages not yet filled in."""

    name: str = ""
    birth_year: int = 0
    phone: str = ""
    guardian: bool = False
    commune: str = ""
    village: str = ""
    """A code; that of the commune itself when the person has not found the village."""
    groups: tuple[str, ...] | None = None
    next: str = ""

    @property
    def needs_guardian(self) -> bool:
        """Whether a parent or guardian has to agree."""
        return rules.needs_guardian(self.birth_year, local_date(now()).year)

    @property
    def unfinished(self) -> str | None:
        """The endpoint of the first page that is not filled in yet."""
        return next((endpoint for endpoint, is_done in self._pages() if not is_done), None)

    def is_open(self, endpoint: str) -> bool:
        """Whether all pages before this one are filled in."""
        for page, is_done in self._pages():
            if page == endpoint:
                return True
            if not is_done:
                return False
        return True

    def _pages(self) -> tuple[tuple[str, bool], ...]:
        return (
            ("people.sign_up", bool(self.name)),
            ("people.sign_up_guardian", self.guardian or not self.needs_guardian),
            ("people.sign_up_commune", bool(self.commune)),
            ("people.sign_up_village", bool(self.village)),
            ("people.sign_up_groups", self.groups is not None),
        )


def draft() -> Draft:
    """What has been said in this browser; nothing if that was long ago."""
    kept: dict[str, Any] = session.get(DRAFT) or {}
    if not kept or now() - datetime.fromisoformat(kept["at"]) > _FORGOTTEN_AFTER:
        return Draft()
    said = {field.name: kept[field.name] for field in fields(Draft) if field.name in kept}
    if said.get("groups") is not None:
        said["groups"] = tuple(said["groups"])
    return Draft(**said)


def keep(**said: object) -> Draft:
    """Add what was said on one page."""
    grown = replace(draft(), **said)  # type: ignore[arg-type]
    session[DRAFT] = {**asdict(grown), "at": now().isoformat()}
    return grown


def forget() -> None:
    """Begin anew."""
    session.pop(DRAFT, None)
