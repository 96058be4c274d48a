"""The languages a lesson may be written or spoken in, each by its BCP 47 code and by its own name."""

from __future__ import annotations

ORIGINAL = "vi"
"""The language in which every course is written first."""
NAMES = {
    ORIGINAL: "Tiếng Việt",
    "en": "English",
    "mtq": "Tiếng Mường",
    "ium": "Tiếng Dao",
    "mlc": "Tiếng Cao Lan",
    "tyz": "Tiếng Tày",
    "nut": "Tiếng Nùng",
    "blt": "Tiếng Thái",
    "hmn": "Tiếng Mông",
}
TRANSLATIONS = tuple(code for code in NAMES if code != ORIGINAL)
