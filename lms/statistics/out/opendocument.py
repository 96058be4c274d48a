"""The sheets as ODS, written as they come: a few lines of XML in a zip, because the libraries take a minute for it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lms.statistics.out.described import title
from lms.statistics.out.rows import Dataset
from lms.statistics.out.sheets import Cell, Head, Sheet, sheets

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{name}="{_OASIS}{uri}:1.0"'
    for name, uri in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
        ("meta", "meta"),
        ("manifest", "manifest"),
    )
)
_VERSION = 'office:version="1.3"'
_DECIMALS = ("0", "1", "2")
_ALWAYS = (1980, 1, 1, 0, 0, 0)


def as_ods(data: Dataset) -> bytes:
    """The file; the same rows give the same bytes."""
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as package:
        package.writestr(_entry("mimetype", ZIP_STORED), _TYPE)
        package.writestr(_entry("META-INF/manifest.xml"), _manifest())
        package.writestr(_entry("meta.xml"), _meta(data))
        package.writestr(_entry("styles.xml"), f"{_XML}<office:document-styles {_SPACES} {_VERSION}/>")
        with package.open(_entry("content.xml"), "w") as content:
            for piece in _content(sheets(data)):
                content.write(piece.encode())
    return kept.getvalue()


def _entry(name: str, how: int = ZIP_DEFLATED) -> ZipInfo:
    entry = ZipInfo(name, _ALWAYS)
    entry.compress_type = how
    return entry


def _manifest() -> str:
    files = (("/", _TYPE), ("content.xml", "text/xml"), ("styles.xml", "text/xml"), ("meta.xml", "text/xml"))
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>' for path, kind in files
    )
    return f'{_XML}<manifest:manifest {_SPACES} manifest:version="1.3">{entries}</manifest:manifest>'


def _meta(data: Dataset) -> str:
    made = f"<meta:creation-date>{data.period.cut_off.isoformat()}T00:00:00</meta:creation-date>"
    name = f'<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">{escape(title(data))}</dc:title>'
    return f"{_XML}<office:document-meta {_SPACES} {_VERSION}><office:meta>{name}{made}</office:meta></office:document-meta>"


def _content(pages: list[Sheet]) -> Iterator[str]:
    widths = sorted({head.width for page in pages for head in page.heads})
    yield f"{_XML}<office:document-content {_SPACES} {_VERSION}><office:automatic-styles>{''.join(_styles(widths))}"
    yield "</office:automatic-styles><office:body><office:spreadsheet>"
    for page in pages:
        yield from _table(page)
    yield "</office:spreadsheet></office:body></office:document-content>"


def _styles(widths: list[int]) -> Iterator[str]:
    for width in widths:
        size = f'<style:table-column-properties style:column-width="{width * 0.21:.2f}cm"/>'
        yield f'<style:style style:name="w{width}" style:family="table-column">{size}</style:style>'
    for decimals in _DECIMALS:
        digits = f'number:decimal-places="{decimals}" number:min-integer-digits="1" number:grouping="true"'
        yield f'<number:number-style style:name="n{decimals}"><number:number {digits}/></number:number-style>'
        named = f'style:name="c{decimals}" style:family="table-cell" style:data-style-name="n{decimals}"'
        yield f"<style:style {named}/>"
    bold = '<style:text-properties fo:font-weight="bold"/>'
    yield f'<style:style style:name="head" style:family="table-cell">{bold}</style:style>'


def _table(sheet: Sheet) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(sheet.name)}>"
    for head in sheet.heads:
        yield f'<table:table-column table:style-name="w{head.width}"/>'
    for line in sheet.lines:
        yield _row([_text(line, "head" if line is sheet.lines[0] else "")])
    heads = _row([_text(head.words, "head") for head in sheet.heads])
    yield f"<table:table-header-rows>{heads}</table:table-header-rows>"
    for cells in sheet.rows:
        yield _row([_cell(head, cell) for head, cell in zip(sheet.heads, cells, strict=True)])
    yield "</table:table>"


def _row(cells: list[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(head: Head, cell: Cell) -> str:
    if isinstance(cell, str):
        return _text(cell)
    look = f'table:style-name="c{head.decimals}" office:value-type="float" office:value="{cell}"'
    return f"<table:table-cell {look}><text:p>{cell}</text:p></table:table-cell>"


def _text(words: str, look: str = "") -> str:
    style = f' table:style-name="{look}"' if look else ""
    return f'<table:table-cell{style} office:value-type="string"><text:p>{escape(words)}</text:p></table:table-cell>'
