"""How long a search takes among five thousand screens: `python -m tests.bench.finding`.

The search as it is, beside the two other ways there were: the same table read by the database each time (LIKE on folded
words, ranked by the same rules), and the databases' own text search (FTS5, tsvector). Counted is the time this process
worked, so that a busy machine changes little; what PostgreSQL works in its own processes is not in it.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import process_time

from sqlalchemy import func, insert, or_, select, text
from sqlalchemy.orm import Session

from lms import schema
from lms.catalogue.actions import publish
from lms.catalogue.finding import queries
from lms.catalogue.finding.actions import lines_of
from lms.catalogue.finding.asking import Asked, asked
from lms.catalogue.finding.index import Index
from lms.catalogue.finding.models import IndexedScreen
from lms.clock import now
from lms.config import ROOT
from lms.db import Database
from tests.postgresql import Cluster

SCREENS = 5_000
ROUNDS = 7
TYPED = ("lừa", "duong", "mật khẩu", "bà con", "SIM chính chủ ở đâu", "khai sing")


def _main() -> None:
    with tempfile.TemporaryDirectory() as folder, Cluster(Path(folder) / "postgresql") as cluster:
        for name, url in (("SQLite", f"sqlite:///{folder}/lms.sqlite3"), ("PostgreSQL", cluster.create("finding"))):
            database = Database(url)
            schema.upgrade(database.engine)
            _fill(database)
            _measure(name, database)
            database.dispose()


def _fill(database: Database) -> None:
    """Real screens first, then screens put together from their sentences."""
    for folder in sorted(path.parent for path in (ROOT / "courses").glob("*/course.md")):
        with database.transaction() as db:
            publish(db, folder, now())
    chance = random.Random(1945)
    with database.transaction() as db:
        real = list(db.scalars(select(IndexedScreen).where(IndexedScreen.position > 0)))
        sentences = [line for row in real for line in row.body.split("\n")]
        headings = [row.heading for row in real]
        rows = [_made(number, real[0].version_id, sentences, headings, chance) for number in range(SCREENS - len(real))]
        db.execute(insert(IndexedScreen), rows)
        _own_index(db)


def _made(
    number: int, version_id: int, sentences: list[str], headings: list[str], chance: random.Random
) -> dict[str, object]:
    heading, body = chance.choice(headings), "\n".join(chance.sample(sentences, 9))
    return {
        "version_id": version_id,
        "language": "vi",
        "module_slug": f"{number // 10:02d}-bai",
        "module_position": 1000 + number // 10,
        "position": number % 10 + 1,
        "course_title": "Khóa đo",
        "lesson_title": "Bài đo",
        "heading": heading,
        "body": body,
        **lines_of("", heading, body, "Khóa đo\nBài đo"),
    }


def _own_index(db: Session) -> None:
    """What the databases bring along, filled with the same words."""
    if db.get_bind().dialect.name == "sqlite":
        db.execute(
            text("CREATE VIRTUAL TABLE own USING fts5(spelled, folded, tokenize='unicode61 remove_diacritics 0')")
        )
        db.execute(text("INSERT INTO own (rowid, spelled, folded) SELECT id, spelled, folded FROM indexed_screen"))
    else:
        db.execute(text("ALTER TABLE indexed_screen ADD own tsvector"))
        db.execute(text("UPDATE indexed_screen SET own = to_tsvector('simple', folded || ' ' || spelled)"))
        db.execute(text("CREATE INDEX own ON indexed_screen USING gin (own)"))


def _measure(name: str, database: Database) -> None:
    with database.reading() as db:
        count = db.scalar(select(func.count()).select_from(IndexedScreen))
    print(f"{name}, {count} entries; milliseconds of this process, median of {ROUNDS} (slowest)", flush=True)
    with _timed() as cold, database.reading() as db:
        queries.index(db)
    print(f"  read once after a course was published: {cold[0]:.0f} ms", flush=True)
    ways: dict[str, Callable[[Session, Asked], object]] = {
        "kept in memory": lambda db, question: queries.index(db).find(question),
        "LIKE, same rules": _like,
        "database's own": _own,
    }
    for typed in TYPED:
        columns = []
        for way in ways.values():
            took = []
            for _ in range(ROUNDS):
                with database.reading() as db, _timed() as one:
                    way(db, asked(typed))
                took += one
            columns.append(f"{median(took):7.1f} ({max(took):.1f})")
        print(f"  {typed:<24}" + "".join(f"{column:>20}" for column in columns), flush=True)
    print(" " * 26 + "".join(f"{way:>20}" for way in ways), flush=True)


@contextmanager
def _timed() -> Iterator[list[float]]:
    took: list[float] = []
    began = process_time()
    yield took
    took.append(1000 * (process_time() - began))


def _like(db: Session, question: Asked) -> object:
    """Read what holds one of the words, rank it by the same rules."""
    words = [IndexedScreen.folded.contains(f" {word.folded}", autoescape=True) for word in question.words]
    rows = db.execute(queries.everything().where(or_(*words)))
    return Index([queries.entry_of(row, slug, position) for row, slug, position in rows]).find(question)


def _own(db: Session, question: Asked) -> object:
    """The ten best in the database's own order; its order is not ours, and not the same on both."""
    if db.get_bind().dialect.name == "sqlite":
        wanted = " AND ".join(f"(folded:{word.folded} OR spelled:{word.spelled})" for word in question.words)
        statement = "SELECT rowid FROM own WHERE own MATCH :wanted ORDER BY bm25(own, 10, 1) LIMIT 10"
    else:
        wanted = " & ".join(word.folded for word in question.words) + ":*"
        statement = (
            "SELECT id FROM indexed_screen WHERE own @@ to_tsquery('simple', :wanted)"
            " ORDER BY ts_rank(own, to_tsquery('simple', :wanted)) DESC LIMIT 10"
        )
    return db.execute(text(statement), {"wanted": wanted}).all()


if __name__ == "__main__":
    _main()
