"""What machines and ways of coming in are called."""

from __future__ import annotations

from lms.web.forms import lazy_gettext

DEVICES = {
    "android": lazy_gettext("Android telephone"),
    "iphone": lazy_gettext("iPhone"),
    "ipad": lazy_gettext("iPad"),
    "windows": lazy_gettext("Windows computer"),
    "mac": lazy_gettext("Mac computer"),
    "linux": lazy_gettext("Linux computer"),
    "other": lazy_gettext("Some other machine"),
}
WAYS = {
    "password": lazy_gettext("with the password"),
    "pictures": lazy_gettext("with the three pictures"),
    "card": lazy_gettext("with the card"),
    "code": lazy_gettext("with a code from the office"),
}
