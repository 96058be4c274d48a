"""What the pictures are called."""

from __future__ import annotations

from lms.people.pictures.rules import PICTURES
from lms.web.forms import lazy_gettext

NAMES = {
    "non": lazy_gettext("Hat"),
    "la-co": lazy_gettext("Palm leaf"),
    "che": lazy_gettext("Tea leaf"),
    "trong": lazy_gettext("Drum"),
    "thuyen": lazy_gettext("Boat"),
    "nha-san": lazy_gettext("Stilt house"),
    "den": lazy_gettext("Oil lamp"),
    "sen": lazy_gettext("Lotus"),
    "ca": lazy_gettext("Fish"),
    "banh-chung": lazy_gettext("Rice cake"),
    "xe-dap": lazy_gettext("Bicycle"),
    "trau": lazy_gettext("Buffalo"),
}

if tuple(NAMES) != PICTURES:
    raise ValueError("every picture has one name, in the order in which they are shown")
