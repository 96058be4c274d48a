"""The counters of a loaded province, by a statement each for all whose history is simple; the product counts the rest.

`lms statistics verify` looks at the result with a recount of its own.
"""

from __future__ import annotations

from typing import Any

from lms.db import Database
from lms.statistics.counting.rules import SHARDS
from lms.statistics.rules import Indicator
from tests.bench.province.size import LAST

_HELD = """
CREATE TEMPORARY TABLE held AS
SELECT person_id, course_id, issued_on FROM certificate
WHERE person_id NOT IN (SELECT person_id FROM touched_person) ORDER BY person_id
"""
_HELD_OF = """
JOIN held ON held.person_id = {member}.person_id JOIN course ON course.id = held.course_id JOIN required_course ON required_course.course_slug = course.slug
JOIN required_set ON required_set.id = required_course.set_id AND required_set.indicator = '{group}'
"""
_SINCE = "min({later}(held.issued_on, required_set.valid_from))"
_MEMBERS = """
INSERT INTO counted_spell (person_id, indicator, org_unit_id, valid_from)
SELECT member.person_id, '{group}', member.org_unit_id, {later}({since}, member.valid_from)
FROM membership AS member {held}
WHERE member."group" = '{group}'
GROUP BY member.person_id, member.org_unit_id, member.valid_from
"""
_ADULTS = """
INSERT INTO counted_spell (person_id, indicator, org_unit_id, valid_from)
SELECT residence.person_id, '{group}', residence.org_unit_id, {later}({since}, residence.valid_from, {adult_from})
FROM residence JOIN person ON person.id = residence.person_id {held}
GROUP BY residence.person_id, residence.org_unit_id, residence.valid_from, person.birth_year
"""
_CONFIRMED = """
INSERT INTO counted_spell (person_id, indicator, org_unit_id, valid_from)
SELECT residence.person_id, 'adult-vneid', residence.org_unit_id,
    {later}(min(confirmed.confirmed_on), residence.valid_from, {adult_from})
FROM vneid_confirmation AS confirmed JOIN person ON person.id = confirmed.person_id
JOIN residence ON residence.person_id = confirmed.person_id
WHERE confirmed.person_id NOT IN (SELECT person_id FROM touched_person)
GROUP BY residence.person_id, residence.org_unit_id, residence.valid_from, person.birth_year
"""
_DAYS = """
INSERT INTO day_change (org_unit_id, indicator, day, delta)
SELECT org_unit_id, indicator, valid_from, count(*) FROM counted_spell GROUP BY org_unit_id, indicator, valid_from
"""
_PROVINCE = """
INSERT INTO province_change (indicator, day, shard, delta)
SELECT indicator, day, org_unit_id % {shards}, sum(delta) FROM day_change GROUP BY indicator, day, org_unit_id % {shards}
"""
_NOW = """
INSERT INTO unit_count (indicator, org_unit_id, people)
SELECT indicator, org_unit_id, sum(delta) FROM day_change WHERE day <= '{last}' GROUP BY indicator, org_unit_id
"""
_THROUGH = "UPDATE counted_through SET day = '{last}'"
_BY_MEMBERSHIP = (
    Indicator.PUBLIC_SECTOR,
    Indicator.SECONDARY_STUDENT,
    Indicator.PRIMARY_PUPIL,
    Indicator.ENTERPRISE_WORKER,
)


def count_simple(connection: Any, dialect: str) -> None:
    """Spells, changes by day and counts of everybody who is not marked as touched. Every set must be of one course."""
    assert not connection.execute(
        "SELECT set_id FROM required_course GROUP BY set_id HAVING count(*) > 1 UNION ALL"
        " SELECT id FROM required_set WHERE valid_to IS NOT NULL"
    ).fetchall()
    is_postgresql = dialect == "postgresql"
    words = {"later": "greatest", "adult_from": "make_date(person.birth_year + 18, 1, 1)"}
    if not is_postgresql:
        words = {"later": "max", "adult_from": "(person.birth_year + 18) || '-01-01'"}
    words["since"] = _SINCE.format(**words)
    connection.execute(_HELD)
    connection.execute("CREATE INDEX held_person ON held (person_id)")
    if is_postgresql:
        connection.execute("ANALYZE held")
    for group in _BY_MEMBERSHIP:
        held = _HELD_OF.format(member="member", group=group.value)
        connection.execute(_MEMBERS.format(group=group.value, held=held, **words))
    adult = Indicator.ADULT.value
    held = _HELD_OF.format(member="residence", group=adult)
    connection.execute(_ADULTS.format(group=adult, held=held, **words))
    connection.execute(_CONFIRMED.format(**words))
    connection.execute("DROP TABLE held")
    for statement in (_DAYS, _PROVINCE, _NOW, _THROUGH):
        connection.execute(statement.format(last=LAST, shards=SHARDS))


def count_the_rest(database: Database) -> None:
    """Whoever is marked as touched is counted by the product, as at every commit."""
    with database.transaction():
        pass
