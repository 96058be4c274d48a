"""Whatever stands in the files of a course, looking at it ends soon."""

from __future__ import annotations

import shutil
import time
from datetime import date
from pathlib import Path

import pytest

from lms.catalogue.actions import review

COURSES = Path(__file__).parents[1] / "faulty" / "courses"
SECONDS = 1.0  # of the processor, so that a busy machine does not count
PIECES = [
    *("A", "a-", "Cả A và ", "tất cả ", "báo ", "gọi số 1", "0 ", "09", "+84 ", "1800 ", "tel:1"),
    *(
        "![",
        "![a](",
        "[a](",
        "[^a]",
        "\n[^a]: ",
        "`",
        "<https://",
        "[x](https://a.vn '",
        "<!--",
        "|",
        "\n!!! a",
        "\n: b",
    ),
    *("- ", "\n1. ", "\n= ", "\n### ", "\n## a", ". ", "\n\n"),
]
RUNS = [
    f"![x]({' ' * 1_200}x y",
    f"![x]({' ' * 5_000}x y",
    f'![x](a{" " * 5_000}"b" c',
    f"{'[a](' * 79}{'a' * 5_000}",
    f"|a|b|\n|-{' ' * 5_000}a|",
]
"""What stays below every limit and is long all the same."""


@pytest.mark.parametrize("text", [*((piece * 10_000)[:10_000] for piece in PIECES), *RUNS], ids=[*PIECES, *"12345"])
def test_kilobytes_of_anything_are_looked_at_soon(tmp_path: Path, text: str) -> None:
    folder = Path(shutil.copytree(COURSES, tmp_path / "courses")) / "khoa-mau"
    for name, place in (("lesson.md", "Bà Thoa nhận"), ("quiz.md", "Vì một lý do, câu 4.")):
        file = folder / "01-bai-mot" / name
        file.write_text(file.read_text("utf-8").replace(place, f"{text}_ ", 1), "utf-8")
    began = time.thread_time()

    review(folder, date(2026, 11, 26))

    assert time.thread_time() - began < SECONDS
