"""How this process asks for confirmations: said once when it starts, by whoever has read the settings."""

from __future__ import annotations

from lms.config_vneid import Vneid


class _Desk:
    """The choice."""

    vneid = Vneid()


def choose(vneid: Vneid) -> None:
    """Ask this way from now on."""
    _Desk.vneid = vneid


def chosen() -> Vneid:
    """How this process asks."""
    return _Desk.vneid
