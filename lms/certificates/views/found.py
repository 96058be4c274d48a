"""Whose certificate a visitor may see: the own, and those of the places in one's charge; of others there is none."""

from __future__ import annotations

from flask import abort

from lms.certificates import queries
from lms.certificates.codes import bare, is_well_formed
from lms.certificates.models import Certificate
from lms.clock import local_date, now
from lms.roles import Role
from lms.web import me, reading


def find(code: str) -> Certificate:
    """The certificate, if the visitor may see it."""
    certificate = _with_code(code)
    if certificate is None or not (is_mine(certificate) or _is_in_my_charge(certificate)):
        abort(404)
    return certificate


def find_mine(code: str) -> Certificate:
    """The certificate, if the visitor holds it."""
    certificate = _with_code(code)
    if certificate is None or not is_mine(certificate):
        abort(404)
    return certificate


def find_in_charge(code: str) -> Certificate:
    """The certificate, if the visitor answers for its register; nobody does for the own."""
    certificate = _with_code(code)
    if certificate is None or not may_end(certificate):
        abort(404)
    return certificate


def is_mine(certificate: Certificate) -> bool:
    """Whether the visitor holds it."""
    return certificate.person_id == me().person_id


def may_end(certificate: Certificate) -> bool:
    """Whether the visitor answers for the register it stands in, and does not hold it."""
    return not is_mine(certificate) and _is_in_my_charge(certificate)


def _with_code(code: str) -> Certificate | None:
    return queries.find(reading(), bare(code)) if is_well_formed(bare(code)) else None


def _is_in_my_charge(certificate: Certificate) -> bool:
    return queries.is_in_register(reading(), certificate, me().units(Role.OFFICIAL), local_date(now()))
