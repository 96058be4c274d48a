"""course.md: what the course is, for whom, and the rule of its final quiz."""

from __future__ import annotations

from dataclasses import dataclass

from lms.catalogue.complaints import Sheet
from lms.catalogue.front_matter import FrontMatter
from lms.catalogue.lints.declared import competences
from lms.catalogue.manuscript import AUDIENCES, PICTURES, CourseFacts, Mention, Prose
from lms.catalogue.prose import look_through, without_comments
from lms.catalogue.words import front_matter as say


@dataclass(frozen=True, slots=True)
class FirstPage:
    """One course.md."""

    facts: CourseFacts
    intro: Prose
    mentions: tuple[Mention, ...]


def parse_course(text: str, sheet: Sheet) -> FirstPage:
    """The first page of a course; what is wrong stands on the sheet."""
    head = FrontMatter(text, sheet)
    facts = CourseFacts(
        title=head.text("title", 200, "Dịch vụ công trực tuyến"),
        summary=head.text("summary", 500, "Học xong, bà con …"),
        order=head.number("order", 1, 999, 1),
        picture=head.choice("picture", PICTURES),
        audience=head.choices("audience", AUDIENCES),
        half_hours=head.half_hours("hours"),
        pass_mark=head.number("pass_mark", 1, 100, 80),
        attempts=head.number("attempts", 0, 100, 3),
        attempt_window_days=head.number("attempt_window_days", 1, 365, 7),
        wait_hours=head.number("wait_hours", 0, 720, 12),
        final=head.draws("final"),
        competences=head.choices("competences", competences(), optional=True),
        updated=head.day("updated"),
        review_by=head.day("review_by", "2027-11-23"),
        licence=head.text("licence", 60, "CC-BY-4.0"),
        authors=head.texts("authors", "[Tên người viết]"),
        prerequisites=head.slugs("prerequisites"),
    )
    head.nothing_else()
    if facts.updated.year > 1 and facts.review_by.year > 1 and facts.review_by <= facts.updated:
        sheet.add(head.line("review_by"), say.REVIEW_EARLY, updated=facts.updated.isoformat())
    intro = Prose(without_comments(head.body.text, head.body.line, sheet), head.body.line).trimmed()
    return FirstPage(facts, intro, tuple(look_through(intro, sheet)))
