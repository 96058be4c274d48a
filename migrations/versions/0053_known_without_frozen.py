"""What is known of somebody who was touched is told without the days that are frozen: counting knows which may be.

As in the revision before this one, the words are those of ``lms.statistics.counting.asking``.
"""

from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

_TAKEN_AND_KNOWN = """
CREATE OR REPLACE FUNCTION taken_and_known(many integer)
RETURNS TABLE (
    kind varchar, one_id integer, number integer, other_number integer, word varchar, other_word varchar,
    since date, until date, other_day date
)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE one integer;
BEGIN
    RETURN QUERY
        WITH touched AS (SELECT touched_person.person_id AS person_id, touched_person.cause AS cause
            FROM touched_person ORDER BY touched_person.person_id, touched_person.cause LIMIT many)
        SELECT CAST('taken' AS VARCHAR), person.id, person.canonical_id, everybody.is_touched, everybody.cause,
            CAST(NULL AS VARCHAR), (SELECT counted_through.day FROM counted_through FOR SHARE) AS through,
            CAST(NULL AS DATE), CAST(NULL AS DATE)
            FROM person
            JOIN (SELECT touched.person_id AS person_id, touched.cause AS cause, 1 AS is_touched
            FROM touched UNION ALL SELECT person.canonical_id AS canonical_id, touched.cause AS cause, 0
            FROM person JOIN touched ON touched.person_id = person.id
            WHERE person.canonical_id IS NOT NULL) AS everybody ON everybody.person_id = person.id
            ORDER BY person.id FOR NO KEY UPDATE OF person;
    SELECT min(person_id) INTO one FROM touched_person HAVING count(*) = 1;
    IF one IS NOT NULL THEN
        RETURN QUERY
            WITH family AS (SELECT person.id AS id, person.canonical_id AS canonical_id,
                person.birth_year AS birth_year, person.left_on AS left_on
                FROM person
                WHERE person.id = one OR person.canonical_id = one)
            SELECT CAST('rule' AS VARCHAR), required_set.id, CAST(NULL AS INTEGER), CAST(NULL AS INTEGER),
                required_set.indicator AS indicator, required_course.course_slug, required_set.valid_from,
                required_set.valid_to, CAST(NULL AS DATE)
                FROM required_set JOIN required_course ON required_course.set_id = required_set.id
            UNION ALL SELECT CAST('person' AS VARCHAR), family.id, family.canonical_id, family.birth_year,
                CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), family.left_on, CAST(NULL AS DATE),
                CAST(NULL AS DATE)
                FROM family
            UNION ALL SELECT CAST('stay' AS VARCHAR), residence.person_id, residence.id, residence.org_unit_id,
                CAST('adult' AS VARCHAR), CAST(NULL AS VARCHAR), residence.valid_from, residence.valid_to,
                CAST(NULL AS DATE)
                FROM residence JOIN family ON family.id = residence.person_id
            UNION ALL SELECT CAST('stay' AS VARCHAR), membership.person_id, membership.id,
                membership.org_unit_id, membership."group" AS "group", CAST(NULL AS VARCHAR),
                membership.valid_from, membership.valid_to, CAST(NULL AS DATE)
                FROM membership JOIN family ON family.id = membership.person_id
            UNION ALL SELECT CAST('held' AS VARCHAR), certificate.person_id, CAST(NULL AS INTEGER),
                CAST(NULL AS INTEGER), course.slug, CAST(NULL AS VARCHAR), certificate.issued_on,
                certificate.ended_on, certificate.attained_on
                FROM certificate JOIN family ON family.id = certificate.person_id
                JOIN course ON course.id = certificate.course_id
            UNION ALL SELECT CAST('held' AS VARCHAR), vneid_confirmation.person_id, CAST(NULL AS INTEGER),
                CAST(NULL AS INTEGER), CAST('@vneid' AS VARCHAR), CAST(NULL AS VARCHAR),
                vneid_confirmation.confirmed_on, CAST(NULL AS DATE), vneid_confirmation.confirmed_on AS
                confirmed_on__1
                FROM vneid_confirmation JOIN family ON family.id = vneid_confirmation.person_id
            UNION ALL SELECT CAST('kept' AS VARCHAR), counted_spell.person_id, counted_spell.id,
                counted_spell.org_unit_id, counted_spell.indicator AS indicator, CAST(NULL AS VARCHAR),
                counted_spell.valid_from, counted_spell.valid_to, CAST(NULL AS DATE)
                FROM counted_spell
                WHERE counted_spell.person_id = one{frozen};
    END IF;
END
$$
"""
_FROZEN = """
            UNION ALL SELECT CAST('frozen' AS VARCHAR), CAST(NULL AS INTEGER), CAST(NULL AS INTEGER),
                CAST(NULL AS INTEGER), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), (SELECT
                max(reporting_period.cut_off) AS max_1 FROM reporting_period JOIN frozen_period ON
                frozen_period.period_id = reporting_period.id
                WHERE frozen_period.revision = 0), CAST(NULL AS DATE), CAST(NULL AS DATE)"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_TAKEN_AND_KNOWN.format(frozen=""))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_TAKEN_AND_KNOWN.format(frozen=_FROZEN))
