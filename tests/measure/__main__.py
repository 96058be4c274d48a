"""`make measure`: every kind of page on a cheap phone, on 3G, slow 3G and 2G, held to `budget.toml`.

Ends with 1 and a line for each limit that is broken. The tables at the end are for docs/performance.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.measure.budget import read_budget
from tests.measure.measuring import Measurer, Sheet
from tests.measure.scores import score
from tests.measure.table import page_by_page, worst_of_all
from tests.measure.town import town


def _main() -> int:
    wanted = _wanted()
    budget = replace(read_budget(), **({} if wanted.runs is None else {"runs": wanted.runs}))

    def tell(sheet: Sheet) -> None:
        complaints = list(sheet.complaints(budget))
        print("\n".join([f"{'OVER BUDGET' if complaints else 'ok':<12}{sheet.page.name}", *complaints]), flush=True)

    with tempfile.TemporaryDirectory() as temporary, town(Path(temporary)) as place:
        pages = [page for page in place.pages if not wanted.only or any(words in page.name for words in wanted.only)]
        measurer = Measurer(place.base_url, place.cookies, budget, wanted.pictures)
        sheets = measurer.measure_all(pages, wanted.browsers, tell)
        score(sheets, place.base_url, place.cookies, budget)
        print("\n".join(["", *worst_of_all(sheets, budget), "", *page_by_page(sheets, budget), ""]), flush=True)
    complaints = [words for sheet in sheets for words in sheet.complaints(budget)]
    complaints += [f"not in pages.toml: {rule}" for rule in place.not_measured]
    print("\n".join([*complaints, f"{len(sheets)} pages measured, {len(complaints)} limits broken"]))
    return 1 if complaints else 0


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.measure", description=__doc__)
    parser.add_argument("only", nargs="*", help="words in the names of the pages to measure; without, all of them")
    parser.add_argument("--runs", type=int, help="views on each network; 0 leaves weights and times out")
    parser.add_argument("--browsers", type=int, default=2, help="how many pages at once")
    parser.add_argument("--pictures", type=Path, help="a folder for a picture of each page")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(_main())
