"""How abbreviations, telephone numbers and dates are said in Vietnamese, before any voice gets to read them."""

from __future__ import annotations

import re

SAID = {
    "UBND": "ủy ban nhân dân",
    "HĐND": "hội đồng nhân dân",
    "CCCD": "căn cước công dân",
    "OTP": "ô tê pê",
    "QR": "quy e-rờ",
    "SIM": "xim",
    "VNeID": "vi en i đi",
    "Wi-Fi": "oai phai",
    "Zalo": "da lô",
    "CH Play": "xê hát plây",
}
"""The list of app.js is the same: a test holds them together."""
_WORDS = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, SAID)) + r")(?!\w)")
_DATE = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_PHONE = re.compile(r"(?<![\w.,])(?:\+84|0)(?:[ .-]?\d){8,10}(?![\d/])|(?<![\w.,])1[89]00(?:[ .-]?\d){4,6}(?!\d)")


def as_said(text: str) -> str:
    """The text as a voice should read it: «UBND» in words, telephone digits one by one, dates by day, month and year."""
    text = _DATE.sub(lambda day: f"ngày {int(day[1])} tháng {int(day[2])} năm {day[3]}", text)
    text = _PHONE.sub(lambda phone: " ".join(re.findall(r"\d", phone[0].replace("+84", "0"))), text)
    return _WORDS.sub(lambda word: SAID[word[0]], text)
