"""A copy of a PostgreSQL database that is used by one test after the other: after each it is as it was at the beginning.

Copying a database takes a third of a second, putting back the few tables a test has written to a hundredth. Triggers
note which tables those are. A test that changes the schema itself gets its successor a new copy.
"""

from __future__ import annotations

import psycopg

from tests.postgresql import Cluster

_SCHEMA = "*"
_PREPARE = """
CREATE SCHEMA kept;
CREATE UNLOGGED TABLE kept.touched (name text NOT NULL);
CREATE FUNCTION kept.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
    $$ BEGIN INSERT INTO kept.touched VALUES (TG_TABLE_NAME); RETURN NULL; END $$;
CREATE FUNCTION kept.note_schema() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS
    $$ BEGIN INSERT INTO kept.touched VALUES ('*'); END $$;
CREATE TABLE kept.sequences AS
    SELECT quote_ident(sequencename) AS name, coalesce(last_value, start_value) AS value, last_value IS NOT NULL AS is_used
    FROM pg_sequences WHERE schemaname = 'public';
DO $$ DECLARE t text; BEGIN
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', t, t);
        EXECUTE format('CREATE TRIGGER kept_note AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.%I '
            'FOR EACH STATEMENT EXECUTE FUNCTION kept.note()', t);
    END LOOP;
END $$;
CREATE EVENT TRIGGER kept_note_schema ON ddl_command_end EXECUTE FUNCTION kept.note_schema();
"""
_RESTORE = """
SET LOCAL session_replication_role = replica;
DO $$ DECLARE t text; BEGIN
    FOR t IN SELECT DISTINCT name FROM kept.touched LOOP
        EXECUTE format('DELETE FROM public.%I', t);
        EXECUTE format('INSERT INTO public.%I SELECT * FROM kept.%I', t, t);
    END LOOP;
END $$;
SELECT setval('public.' || name, value, is_used) FROM kept.sequences;
TRUNCATE kept.touched;
"""
_END_OTHERS = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


class Reused:
    """The copy of the database ``template`` in a cluster."""

    def __init__(self, cluster: Cluster, template: str) -> None:
        self._cluster, self._template, self._name = cluster, template, f"reused_{template}"
        self._connection: psycopg.Connection | None = None

    def borrow(self) -> str:
        """The address of the database, as it was in the beginning."""
        url = self._cluster.url(self._name)
        if self._connection is None:
            self._cluster.create(self._name, template=self._template)
            self._connection = psycopg.connect(url, autocommit=True)
            self._connection.execute(_PREPARE)
        return url

    def give_back(self) -> None:
        """Put back what was changed, whoever is still in the database."""
        try:
            touched = self._touched()
        except psycopg.OperationalError:  # the test sent everybody away
            self._connection = psycopg.connect(self._cluster.url(self._name), autocommit=True)
            touched = self._touched()
        if _SCHEMA in touched:
            self.close()
        elif touched:
            assert self._connection is not None
            self._connection.execute(_RESTORE)

    def _touched(self) -> set[str]:
        assert self._connection is not None
        self._connection.execute(_END_OTHERS)
        return {name for (name,) in self._connection.execute("SELECT DISTINCT name FROM kept.touched")}

    def close(self) -> None:
        """Let go of the database; it is copied anew when somebody wants it."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
