"""What describes the tidy table to programs: a Frictionless data package and CSV on the Web."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from lms.statistics.out.fields import COLUMNS, Column
from lms.statistics.out.names import MEANINGS
from lms.statistics.out.rows import Dataset

TABLE = "so-lieu.csv"
_KEY = ["ky", "sua_doi", "ma_don_vi", "chi_tieu"]
_XSD = {"string": "string", "integer": "integer", "number": "decimal", "date": "date"}


def datapackage(data: Dataset, table: bytes) -> bytes:
    """The data package beside the table: a Table Schema with keys, types and words that may stand there."""
    return _json(
        {
            "name": f"binh-dan-hoc-vu-so-{data.unit.code.lower()}",
            "title": title(data),
            "profile": "tabular-data-package",
            "version": f"{data.period.label}-r{data.period.revision}",
            "sources": [{"title": source} for source in data.sources],
            "resources": [
                {
                    "name": "so-lieu",
                    "path": TABLE,
                    "profile": "tabular-data-resource",
                    "format": "csv",
                    "mediatype": "text/csv",
                    "encoding": "utf-8",
                    "bytes": len(table),
                    "hash": f"sha256:{hashlib.sha256(table).hexdigest()}",
                    "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
                    "schema": {
                        "fields": [_field(column) for column in COLUMNS],
                        "primaryKey": _KEY,
                        "missingValues": [""],
                    },
                }
            ],
        }
    )


def csvw(data: Dataset) -> bytes:
    """The metadata document of CSV on the Web, found beside the table by its name."""
    return _json(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "vi"}],
            "url": TABLE,
            "dc:title": title(data),
            "dc:description": "; ".join(data.sources),
            "dialect": {"delimiter": ",", "encoding": "utf-8", "header": True},
            "notes": [{"ky_hieu": mark.value, "nghia": meaning} for mark, meaning in MEANINGS.items()],
            "tableSchema": {
                "columns": [_csvw_column(column) for column in COLUMNS],
                "primaryKey": _KEY,
                "aboutUrl": "#{ma_don_vi}-{chi_tieu}",
            },
        }
    )


def title(data: Dataset) -> str:
    """The name of the dataset, for people."""
    return f"Kết quả Bình dân học vụ số, {data.unit.name}. {data.period.title}"


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": not column.may_be_empty}
    if column.words:
        constraints["enum"] = list(column.words)
    if column.kind in ("integer", "number"):
        constraints["minimum"] = 0
    return {
        "name": column.name,
        "title": column.head,
        "type": column.kind,
        "description": column.meaning,
        "constraints": constraints,
    }


def _csvw_column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:title": column.head,
        "dc:description": column.meaning,
        "datatype": _XSD[column.kind],
        "required": not column.may_be_empty,
    }


def _json(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
