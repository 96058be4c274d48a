"""What a visitor may see: lists of their own units; batches and cases for officials of the whole province only."""

from __future__ import annotations

from uuid import UUID

from flask import abort, current_app

from lms.config import Settings
from lms.config_vneid import Vneid
from lms.roles import Role
from lms.statistics import charge as charge_of
from lms.statistics.vneid.models import Batch
from lms.statistics.vneid.queries import batches as queries
from lms.web import me, reading


def charge() -> tuple[int, ...]:
    """The units the visitor is an official of."""
    return me().units(Role.OFFICIAL)


def is_of_the_province() -> bool:
    """Whether the visitor is in charge of the whole province."""
    return charge_of.is_of_the_province(Role.OFFICIAL)


def find(public_id: UUID) -> Batch:
    """The batch, for officials of the province; for others there is none."""
    found = queries.find(reading(), str(public_id)) if is_of_the_province() else None
    return found or abort(404)


def vneid() -> Vneid:
    """How this server asks for confirmations."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.vneid
