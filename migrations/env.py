"""Runs migrations on the connection that ``lms.schema`` hands over."""

from alembic import context

import lms.audit.models
import lms.authoring.drafts.models
import lms.authoring.items.models
import lms.catalogue.archive.models
import lms.catalogue.finding.models
import lms.catalogue.languages.models
import lms.catalogue.models
import lms.catalogue.versions.models
import lms.certificates.badges.models
import lms.certificates.bulk.models
import lms.certificates.corrections.models
import lms.certificates.keys.models
import lms.certificates.lookups.models
import lms.certificates.models
import lms.certificates.slips.models
import lms.certificates.templates.models
import lms.classroom.bundles.models
import lms.classroom.live.models
import lms.classroom.live.questions.models
import lms.classroom.models
import lms.classroom.sessions.models
import lms.jobs.models
import lms.learning.models
import lms.notices.models
import lms.outreach.models
import lms.people.activation.models
import lms.people.doubles.models
import lms.people.groups.models
import lms.people.homes.models
import lms.people.models
import lms.people.requests.models
import lms.people.view.models
import lms.places.models
import lms.places.reorganising.models
import lms.statistics.counting.models
import lms.statistics.imports.models
import lms.statistics.models
import lms.statistics.nightly.models
import lms.statistics.out.published.models
import lms.statistics.outline.models
import lms.statistics.periods.models
import lms.statistics.quality.models
import lms.statistics.vneid.models
import lms.web.models  # noqa: F401 - every room's tables must be known
from lms.db import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
