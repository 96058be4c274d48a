"""What learning adds to `lms certificates`: the office does not know who completed what."""

from __future__ import annotations

import click

from lms.clock import local_date, now
from lms.db import DatabaseOf
from lms.learning import queries
from lms.learning.actions.completing import issue_missing


@click.command("issue-missing")
@click.option("--dry-run", is_flag=True, help="Only say which are missing.")
@click.pass_obj
def issue_missing_(database_of: DatabaseOf, *, dry_run: bool) -> None:
    """Issue the certificates of completed courses that have none. There should be none."""
    with database_of().reading() as db:
        missing = queries.without_certificate(db)
    for enrolment in missing:
        done = f"{local_date(enrolment.completed_at):%d/%m/%Y}" if enrolment.completed_at else ""
        line = f"người {enrolment.person_id}, khóa {enrolment.course_id}, hoàn thành {done}"
        if dry_run:
            click.echo(f"thiếu: {line}")
            continue
        with database_of().transaction() as db:
            issued = issue_missing(db, enrolment.id, now())
        click.echo(f"{issued.facts.number}: {line}")
    click.echo(f"{len(missing)} giấy chứng nhận {'còn thiếu' if dry_run else 'đã cấp bù'}")
