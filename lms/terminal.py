"""What the commands say: the terminal speaks Vietnamese."""

from __future__ import annotations

import gettext

from lms.config import ROOT
from lms.problems import Problem


def in_vietnamese(problem: Problem) -> str:
    """Why something cannot be done; in English until the translations are compiled."""
    words = gettext.translation("messages", ROOT / "lms" / "translations", ["vi"], fallback=True)
    sentence = words.gettext(problem.message)
    return sentence % problem.values if problem.values else sentence


def said(sentence: str) -> str:
    """A sentence or word of the program; in English until the translations are compiled."""
    return gettext.translation("messages", ROOT / "lms" / "translations", ["vi"], fallback=True).gettext(sentence)
