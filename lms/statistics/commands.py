"""The `lms statistics` commands."""

from __future__ import annotations

import click

from lms.statistics.counting.commands import rebuild_, recount, verify
from lms.statistics.imports.commands import import_population_, import_required_sets_, import_targets_
from lms.statistics.imports.memberships.commands import import_memberships_
from lms.statistics.imports.residences.commands import import_residences_
from lms.statistics.out.commands import export
from lms.statistics.periods.commands import freeze, open_periods, publish
from lms.statistics.vneid.commands import group as vneid


@click.group("statistics")
def group() -> None:
    """Targets, populations and what has been attained."""


group.add_command(export)
group.add_command(open_periods)
group.add_command(freeze)
group.add_command(publish)
group.add_command(verify)
group.add_command(recount)
group.add_command(rebuild_)
group.add_command(vneid)
group.add_command(import_targets_)
group.add_command(import_population_)
group.add_command(import_required_sets_)
group.add_command(import_memberships_)
group.add_command(import_residences_)
