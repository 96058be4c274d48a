"""The results as Markdown, for docs/performance.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.measure.budget import Budget, Limit, Measured
from tests.measure.measuring import Sheet


def worst_of_all(sheets: Sequence[Sheet], budget: Budget) -> Iterator[str]:
    """One row for each limit: what must be, the worst that was found on the pages of citizens, and where."""
    sheets = [sheet for sheet in sheets if not sheet.page.is_staff]
    yield "| what | must | worst | where |"
    yield "|---|---|---|---|"
    for limit in budget.limits:
        found = {(sheet.page.name, look): measured for sheet, look, measured in _values(sheets, limit)}
        if found:
            worst = limit.worst(measured.value for measured in found.values())
            at = next(_where(*key) for key, measured in found.items() if measured.value == worst)
            is_everywhere = len({measured.value for measured in found.values()}) == 1
            place = "everywhere" if is_everywhere else at
            yield f"| {limit.says} | {limit.must} | {limit.shown(worst)} | {place} |"


def page_by_page(sheets: Sequence[Sheet], budget: Budget) -> Iterator[str]:
    """One row for each page: what it weighs and how long it takes."""
    columns = [limit for limit in budget.limits if limit.column]
    yield f"| page | {' | '.join(limit.column for limit in columns)} |"
    yield "|---|" + "---|" * len(columns)
    for sheet in sheets:
        cells = [_worst_of(sheet, limit) for limit in columns]
        if any(cells):
            yield f"| {sheet.page.name} | {' | '.join(cells)} |"


def _worst_of(sheet: Sheet, limit: Limit) -> str:
    values = [measured.value for _sheet, _look, measured in _values([sheet], limit)]
    return limit.shown(limit.worst(values)) if values else ""


def _values(sheets: Sequence[Sheet], limit: Limit) -> Iterator[tuple[Sheet, str, Measured]]:
    for sheet in sheets:
        for look, measures in sheet.looks.items():
            if limit.key in measures:
                yield sheet, look, measures[limit.key]


def _where(page: str, look: str) -> str:
    return page if look == "as it comes" else f"{page}, {look}"
