"""Several tagged PDFs become one that is still tagged: pages alone would leave a reader of screens with nothing."""

from __future__ import annotations

import io
from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name


def bound(files: Iterable[bytes]) -> bytes:
    """The pages of all files in their order, under the title and language of the first, with the tags of each."""
    first, *others = files
    with pikepdf.open(io.BytesIO(first)) as book, TemporaryFile() as written:
        tree = book.Root.StructTreeRoot
        numbers = list(tree.ParentTree.Nums)
        for other in others:
            with pikepdf.open(io.BytesIO(other)) as more:
                numbers += _take_over(book, more, tree, len(numbers) // 2)
        tree.ParentTree.Nums = Array(numbers)
        tree.ParentTreeNextKey = len(numbers) // 2
        book.save(written, deterministic_id=True)
        written.seek(0)
        return written.read()


def _take_over(book: pikepdf.Pdf, more: pikepdf.Pdf, tree: Any, used: int) -> list[Any]:
    """Append the pages, then what their tags say; the numbers by which pages find their tags go on counting."""
    pages_before = len(book.pages)
    book.pages.extend(more.pages)
    theirs = book.copy_foreign(more.Root.StructTreeRoot)
    for page in list(book.pages)[pages_before:]:
        page.obj.StructParents = int(page.obj.StructParents) + used
    mine, added = _document(tree), _document(theirs)
    for element in _kids(added):
        element.P = mine
        mine.K.append(element)
    rows = list(theirs.ParentTree.Nums)
    return [item for at in range(0, len(rows), 2) for item in (int(rows[at]) + used, rows[at + 1])]


def _document(tree: Any) -> Any:
    """The one element under the root of the tags."""
    kids = _kids(tree)
    document = next(kid for kid in kids if isinstance(kid, Dictionary) and Name.Document == kid.S)
    document.K = Array(_kids(document))
    return document


def _kids(element: Any) -> list[Any]:
    return list(element.K) if isinstance(element.K, Array) else [element.K]
