"""How this process signs: said once when it starts, by whoever has read the settings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lms.config_signing import Signing

if TYPE_CHECKING:
    from lms.certificates.signing.office import Office


class _Desk:
    """The choice, and the office of this very process: a session with a token does not survive a fork."""

    signing = Signing()
    office: tuple[int, Office] | None = None


def choose(signing: Signing) -> None:
    """Sign this way from now on."""
    _Desk.signing, _Desk.office = signing, None


def chosen() -> Signing:
    """How this process signs."""
    return _Desk.signing


def office() -> Office | None:
    """Who signs in this process; nobody where certificates are not signed."""
    if not _Desk.signing.is_on:
        return None
    from lms.certificates.signing.office import Office  # pyHanko is slow to load, and most commands sign nothing

    if _Desk.office is None or _Desk.office[0] != os.getpid():
        _Desk.office = os.getpid(), Office(_Desk.signing)
    return _Desk.office[1]
