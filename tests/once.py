"""What is the same for every test is worked out once in a process: an application and a database are made anew for each,
but routes, templates and statements stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import pytest
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Connection, Engine, create_engine
from werkzeug.routing import Rule


class CompiledTemplates(BytecodeCache):
    """Keeps what a template was compiled to."""

    _kept: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


@contextmanager
def routes_compiled_once() -> Iterator[None]:
    """Keeps what the address of each route was compiled to: most of what it takes to make the application anew."""
    compiled, kept = Rule.compile, dict[tuple[object, ...], Rule]()

    def once(rule: Rule) -> None:
        converters = tuple(rule.map.converters.items())
        key = (rule.rule, rule.subdomain, rule.host, rule.merge_slashes, repr(rule.defaults), converters)
        if key not in kept:
            compiled(rule)
            kept[key] = rule
            return
        first = kept[key]
        rule._parts, rule._trace, rule._converters = first._parts, first._trace, first._converters
        rule.arguments |= first.arguments
        rule._build = first._build.__func__.__get__(rule, None)  # type: ignore[attr-defined]
        rule._build_unknown = first._build_unknown.__func__.__get__(rule, None)  # type: ignore[attr-defined]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "compile", once)
        yield


class CompiledStatements:
    """Engines of one kind of database that know what the first of them has learnt: how a statement is written, and how
    this database does things.
    """

    _first: ClassVar[dict[str, Engine]] = {}

    @classmethod
    def know(cls, engine: Engine) -> None:
        """Take over what this engine, which has been connected, has learnt and will learn."""
        cls._first.setdefault(engine.name, engine)

    @classmethod
    def engine(cls, *arguments: Any, **options: Any) -> Engine:
        """Make an engine as SQLAlchemy does."""
        made = create_engine(*arguments, **options)
        first = cls._first.get(made.name)
        if first is not None:
            made.dialect.initialize = _nothing  # type: ignore[assignment, method-assign]
            made.dialect, made._compiled_cache = first.dialect, first._compiled_cache
        return made


def _nothing(_connection: Connection) -> None:
    """There is nothing to ask a new database for that the first one has not told."""
