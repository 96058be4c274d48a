"""What the pages for authors say of translations and recordings is true."""

from __future__ import annotations

from lms.catalogue.languages.names import NAMES
from lms.catalogue.languages.sounds import MOST_BYTES, SUFFIXES
from lms.config import ROOT

REFERENCE = (ROOT / "docs/courses.md").read_text("utf-8")
EXAMPLES = (ROOT / "courses/README.md").read_text("utf-8")


def test_every_language_limit_and_key_is_told() -> None:
    for code, name in NAMES.items():
        assert f"`{code}`" in REFERENCE, code
        assert code == "vi" or f"`{code}` {name}" in EXAMPLES, code
    for page in (REFERENCE, EXAMPLES):
        assert f"{MOST_BYTES // 1000} kB" in page
        for suffix in SUFFIXES:
            assert suffix in page
        for key in ("of", "of_day", "translators", "section", "voice", "text", "approved_by", "seconds"):
            assert key in page, key
