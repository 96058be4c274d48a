"""Somebody who learns: signs up, reads, answers. What is right they look up behind the application's back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from lms.catalogue.models import Item
from lms.db import Database
from lms.learning.models import Attempt
from tests.journeys.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as it stands on the page: what to tick, by its place, and what is said of it afterwards."""

    right: list[str]
    wrong: list[str]
    why_wrong: str
    """What is said of the first wrong option, as HTML."""


class Learner:
    """A visitor who learns."""

    def __init__(self, visitor: Visitor, database: Database) -> None:
        self.visitor = visitor
        self._database = database

    def sign_up(self, name: str, birth_year: int, commune: str, village: str, password: str) -> None:
        """Make an account, page by page, from the sign-in link on top of the page at hand."""
        page = self.visitor.page
        self.visitor.press("header a.in")
        self.visitor.press("main a[href*='/sign-up']")
        page.fill("[name=name]", name)
        page.fill("[name=birth_year]", str(birth_year))
        self.visitor.go_on()
        page.fill("[name=q]", commune)
        self.visitor.press("form[role=search] button")
        self.visitor.press("#found ~ form button[name=commune]")
        page.get_by_label(village, exact=True).check()
        self.visitor.go_on()
        self.visitor.go_on()
        assert not page.is_checked("[name=consent]"), "consent is given, not taken"
        page.fill("[name=password]", password)
        page.check("[name=consent]")
        self.visitor.go_on()

    def read_screen(self) -> None:
        """Say that a screen was read."""
        self.visitor.press("main form button.b")

    def shown(self) -> Shown:
        """The question on the page, with what only the office knows."""
        attempt_id = self.visitor.page.input_value("[name=attempt]")
        number = int(self.visitor.path.rpartition("/")[2])
        with self._database.reading() as db:
            drawn: dict[str, Any] = db.scalars(select(Attempt.drawn).where(Attempt.id == attempt_id)).one()[number - 1]
            options = db.get_one(Item, drawn["item"]).options
        in_order = [options[index] for index in drawn["order"]]
        return Shown(
            right=[str(place) for place, option in enumerate(in_order) if option["right"]],
            wrong=[str(place) for place, option in enumerate(in_order) if not option["right"]],
            why_wrong=next(option["why_html"] for option in in_order if not option["right"]),
        )

    def answer(self, places: list[str]) -> None:
        """Tick these and nothing else, and send it."""
        page = self.visitor.page
        for ticked in page.locator("[name=choice][type=checkbox]:checked").all():
            ticked.uncheck()
        for place in places:
            page.check(f"[name=choice][value='{place}']")
        self.visitor.press("main form button.b")
