"""Reading a certificate as an office does: the words of the PDF, the QR code with a scanner."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader


def words_on(pdf: bytes) -> str:
    """The text of the one page, blanks as they come."""
    [page] = PdfReader(BytesIO(pdf)).pages
    return " ".join(page.extract_text().split())


def scanned(pdf: bytes, folder: Path) -> str:
    """What a scanner reads from the printed QR code."""
    (folder / "paper.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "150", "-gray", folder / "paper.pdf", folder / "paper"], check=True)
    [picture] = folder.glob("paper*.pgm")
    read = subprocess.run(["zbarimg", "--quiet", "--raw", picture], check=True, capture_output=True, text=True)
    return read.stdout.strip()
