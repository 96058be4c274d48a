"""The public page as it is printed: every row, link and note ready, so that the template decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from lms.statistics import words
from lms.statistics.out.published.models import Publication
from lms.statistics.out.rows import Mark, Row, Unit
from lms.statistics.rules import Indicator, percent_in_words
from lms.statistics.ways import Link
from lms.web.pages import day, whole

_BAR = 200


@dataclass(frozen=True, slots=True)
class PublicPage:
    """Everything the page prints."""

    place: str
    until: str
    path: list[Link]
    indicators: list[Link]
    figures: list[words.Line]
    title: str
    rows: list[words.Line]
    marks: list[str]
    files: list[Link]
    others: list[Link]


def public_page(
    shown: Publication, others: list[Publication], rows: list[Row], unit: Unit, indicator: Indicator
) -> PublicPage:
    """The page of a unit in the newest revision of a period."""

    def way(code: str, to: Indicator) -> str:
        unit_code = "" if code == shown.unit_code else code
        asked = {"period": shown.period, "indicator": to.value, "unit": unit_code}
        return url_for("open_data.overview", **{name: value for name, value in asked.items() if value})  # type: ignore[arg-type]

    own = [row for row in rows if row.unit.code == unit.code]
    below = [row for row in rows if row.unit.parent == unit.code and row.indicator is indicator]
    parents = {row.unit.parent for row in rows if row.indicator is indicator}
    return PublicPage(
        unit.name,
        _("%(period)s. Counted to the end of %(day)s.", period=shown.title, day=day(shown.cut_off)),
        _path(rows, unit, shown, lambda code: way(code, indicator)),
        [Link(words.group_name(one), "" if one is indicator else way(unit.code, one)) for one in Indicator],
        [_line(words.group_name(row.indicator), row, "") for row in own],
        _("Units below: %(group)s", group=words.group_name(indicator)),
        [_line(row.unit.name, row, way(row.unit.code, indicator) if row.unit.code in parents else "") for row in below],
        _marks([*own, *below]),
        _files(shown),
        [Link(one.title, url_for("open_data.overview", period=one.period)) for one in others if one is not shown],
    )


def _path(rows: list[Row], unit: Unit, shown: Publication, way: Callable[[str], str]) -> list[Link]:
    if unit.code == shown.unit_code:
        return []
    top = next(row.unit for row in rows if row.unit.code == shown.unit_code)
    return [Link(top.name, way(top.code)), Link(unit.name, "")]


def _line(name: str, row: Row, href: str) -> words.Line:
    return words.Line(
        name,
        href,
        _bar(row),
        row.rate if row.tenths is None else f"{row.rate.rstrip('†')} %{'†' if row.rate.endswith('†') else ''}",
        _target(row),
        f"[{row.why_no_count}]" if row.attained is None else whole(row.attained),
        f"[{row.why_no_population}]" if row.population is None else whole(row.population),
        f"[{row.why_none_missing}]" if row.missing is None else whole(row.missing),
        {True: "ok", False: "mind", None: "non"}[row.is_met],
        _standing(row),
        "",
    )


def _target(row: Row) -> str:
    if row.target_people is not None:
        return _("%(people)s people", people=whole(row.target_people))
    return "[z]" if row.target is None else f"{percent_in_words(row.target)} %"


def _bar(row: Row) -> words.Bar | None:
    if row.tenths is None:
        return None
    mark = None if row.target is None else row.target * (_BAR - 3) / 10_000
    return words.Bar(row.tenths * _BAR / 1000, mark, "b1" if row.is_met else "b2")


def _standing(row: Row) -> str:
    if row.is_met is not None:
        return _("Met") if row.is_met else _("Not met yet")
    return {
        Mark.CONFIDENTIAL: _("[c] kept back"),
        Mark.NOT_APPLICABLE: _("[z] not applicable"),
    }.get(row.why_none_missing, _("[x] no figure yet"))


def _marks(rows: list[Row]) -> list[str]:
    meanings = {
        Mark.CONFIDENTIAL: _("[c] kept back, so that nobody can be meant by it"),
        Mark.AT_LEAST: _("≥ at least so much"),
        Mark.AT_MOST: _("≤ at most so much"),
        Mark.NONE_YET: _("[x] no figure yet"),
        Mark.NOT_APPLICABLE: _("[z] not applicable"),
        Mark.SUM_OF_PARTS: _("[e] estimated: added up from the units below"),
        Mark.CARRIED_FORWARD: _("[p] provisional: carried forward from last year"),
    }
    coded = {Mark.CONFIDENTIAL} if any(row.is_coded for row in rows) else set()
    found = {mark for row in rows for mark in row.marks} | coded
    return [meaning for mark, meaning in meanings.items() if mark in found]


def _files(shown: Publication) -> list[Link]:
    names = {
        "bao-cao.pdf": _("Report to print (PDF)"),
        "so-lieu.xlsx": _("Workbook (XLSX)"),
        "so-lieu.ods": _("Workbook (ODS)"),
        "so-lieu.csv": _("Data (CSV)"),
        "datapackage.json": _("About the data (JSON)"),
        "so-lieu.jsonstat.json": _("Data (JSON-stat)"),
    }
    at = {"period": shown.period, "revision": shown.revision}
    return [Link(words_, url_for("open_data.file", name=name, **at)) for name, words_ in names.items()]  # type: ignore[arg-type]
