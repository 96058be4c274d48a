"""The faces of a dataset as files: what each is called, what it is, how it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lms.statistics.out.described import TABLE, csvw, datapackage
from lms.statistics.out.fingerprint import fingerprint
from lms.statistics.out.jsonstat import as_jsonstat
from lms.statistics.out.opendocument import as_ods
from lms.statistics.out.printing import as_pdf
from lms.statistics.out.rows import Dataset
from lms.statistics.out.tidy import as_csv
from lms.statistics.out.workbook import as_xlsx
from lms.statistics.rules import Indicator


@dataclass(frozen=True, slots=True)
class Face:
    """A kind of file."""

    mimetype: str
    make: Callable[[Dataset, Indicator], bytes]
    """Only the report on paper asks which indicator its units show; the other files hold all."""


REPORT, WORKBOOK, OPEN_DOCUMENT, CUBE = "bao-cao.pdf", "so-lieu.xlsx", "so-lieu.ods", "so-lieu.jsonstat.json"
PACKAGE, METADATA = "datapackage.json", f"{TABLE}-metadata.json"
FACES = {
    REPORT: Face("application/pdf", as_pdf),
    WORKBOOK: Face(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", lambda data, _indicator: as_xlsx(data)
    ),
    OPEN_DOCUMENT: Face("application/vnd.oasis.opendocument.spreadsheet", lambda data, _indicator: as_ods(data)),
    TABLE: Face("text/csv", lambda data, _indicator: as_csv(data)),
    PACKAGE: Face("application/json", lambda data, _indicator: datapackage(data, as_csv(data))),
    METADATA: Face("application/csvm+json", lambda data, _indicator: csvw(data)),
    CUBE: Face("application/json", lambda data, _indicator: as_jsonstat(data)),
}
"""By the names of the files."""


def etag(data: Dataset, name: str, indicator: Indicator) -> str:
    """What tells this face of these rows from any other; known before the face is made."""
    return fingerprint(data, name, indicator.value)
