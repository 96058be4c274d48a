"""The picture of a certificate: for its holder, small enough for any chat, and its QR code can be read."""

from __future__ import annotations

import subprocess
import threading
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from lms.certificates.models import Certificate
from lms.certificates.printing import picture as made
from lms.problems import Busy
from tests.pages import Browser


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_the_holder_gets_a_small_picture_that_can_be_scanned(
    an: Browser, chi: Browser, dung: Browser, ans: Certificate, tmp_path: Path
) -> None:
    answer = an.get(f"/certificates/{ans.code}.png")

    picture = Image.open(BytesIO(answer.data))
    (tmp_path / "paper.png").write_bytes(answer.data)
    reader = ["zbarimg", "-q", "--raw", tmp_path / "paper.png"]
    scanned = subprocess.run(reader, check=True, capture_output=True, text=True)
    assert (answer.mimetype, picture.width, picture.mode) == ("image/png", 1600, "P")
    assert len(answer.data) <= 300_000
    assert scanned.stdout.startswith(f"https://hoc.example.vn/x/{ans.code}")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert 'filename="giay-chung-nhan-00001-2026-nguyen-thi-an.png"' in answer.headers["Content-Disposition"]
    assert [browser.get(f"/certificates/{ans.code}.png").status_code for browser in (chi, dung)] == [404, 404]


def test_whoever_waits_too_long_is_told_to_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    held = threading.Lock()
    monkeypatch.setattr(made, "_one_at_a_time", held)
    monkeypatch.setattr(made, "_WAIT_SECONDS", 0.01)

    with held, pytest.raises(Busy):
        made.picture(b"of nobody")
