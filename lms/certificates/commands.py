"""The `lms certificates` commands."""

from __future__ import annotations

from pathlib import Path

import click

from lms.certificates import actions, queries
from lms.certificates.appointing import ensure_issuer
from lms.certificates.background import render  # so that the worker knows how to print
from lms.certificates.codes import bare, grouped, is_well_formed
from lms.certificates.issuers import BadIssuer, read_issuer
from lms.certificates.keys.commands import group as keys
from lms.certificates.models import Certificate, Status
from lms.certificates.rules import Reason
from lms.clock import now
from lms.db import DatabaseOf
from lms.problems import Problem

__all__ = ["group", "render"]
_STATUS = {
    Status.ACTIVE: "còn hiệu lực",
    Status.REVOKED: "đã thu hồi",
    Status.SUPERSEDED: "đã được thay thế",
}


@click.group("certificates")
def group() -> None:
    """Certificates: who issues them, whether one holds, ending one."""


group.add_command(keys)


@group.command("set-issuer")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--base-url", required=True, metavar="URL", help="The server's LMS_BASE_URL: the QR codes lead there.")
@click.option("--for", "for_unit", metavar="UNIT", help="Code of the unit it issues for; else for all without another.")
@click.pass_obj
def set_issuer(database_of: DatabaseOf, file: Path, base_url: str, for_unit: str | None) -> None:
    """Take the lines of FILE (TOML) for all certificates issued from now on.

    lms/certificates/data/phu-tho.toml shows what such a file says. With --for they are taken for the people of a
    commune, an agency or any other unit and of all below it; the nearest issuer up the tree issues.
    """
    try:
        issuer = read_issuer(file, base_url)
        with database_of().transaction() as db:
            ensure_issuer(db, issuer, now(), for_unit)
    except BadIssuer as problem:
        lines = "\n".join(f"- {complaint}" for complaint in problem.complaints)
        raise click.ClickException(f"{file.name}: chưa dùng được, vì:\n{lines}") from None
    place = f" cho đơn vị {for_unit} và cấp dưới" if for_unit else ""
    click.echo(f"Từ nay «{issuer.details.name}» cấp giấy chứng nhận{place}, tra cứu tại {issuer.details.check_at}/x")


@group.command("verify")
@click.argument("code")
@click.pass_obj
def verify(database_of: DatabaseOf, code: str) -> None:
    """Say whether the certificate with CODE holds, and what it says. Ends with 1 if it does not hold."""
    certificate = _find(database_of, code)
    facts = certificate.facts
    click.echo(f"{grouped(certificate.code)}: {_STATUS[certificate.status]}")
    for line in (
        facts.number,
        f"{facts.holder}, sinh năm {facts.birth_year}, {facts.place_line}",
        f"{facts.course_title}; {facts.hours_line}; {facts.result_line}; {facts.mode_line}",
        facts.issuer,
        facts.place_and_date,
    ):
        click.echo(f"  {line}")
    if certificate.status != Status.ACTIVE:
        raise click.exceptions.Exit(1)


@group.command("revoke")
@click.argument("code")
@click.option(
    "--reason", type=click.Choice([reason.value for reason in Reason if reason is not Reason.CORRECTED]), required=True
)
@click.option("--note", default="", help="More about it, for the audit record only.")
@click.pass_obj
def revoke(database_of: DatabaseOf, code: str, reason: str, note: str) -> None:
    """End the certificate with CODE; whoever checks it reads so from now on."""
    certificate = _find(database_of, code)
    try:
        with database_of().transaction() as db:
            actions.revoke(db, certificate, None, Reason(reason), now(), note=note)
    except Problem:
        raise click.ClickException(f"giấy này {_STATUS[certificate.status]} từ trước") from None
    click.echo(f"Đã thu hồi giấy chứng nhận số {certificate.facts.number}")


def _find(database_of: DatabaseOf, typed: str) -> Certificate:
    code = bare(typed)
    if not is_well_formed(code):
        raise click.ClickException("mã gõ sai: xem lại từng ký tự in dưới mã QR")
    with database_of().reading() as db:
        certificate = queries.find(db, code)
    if certificate is None:
        raise click.ClickException("không tìm thấy: mã đúng cách viết nhưng chưa từng được cấp")
    return certificate
