"""Triggers by which the database itself replaces the revision's token with every change of the catalog.

The token is random and not a counter: a counter that was rolled back comes again with other rows behind it, and
so does one in a database that was restored from a copy. What was computed under a token is right for ever.

SQLite loses a table's triggers when a migration rebuilds the table: such a migration runs ``install`` again at
its end, and so does one that makes another table to be watched (tests/test_freshness.py fails where one is missing).
"""

#: The tables whose rows readers see or matching uses.
WATCHED = (
    "catalog_provider",
    "catalog_providerclue",
    "catalog_providerlink",
    "catalog_reason",
    "catalog_reasonphrase",
    "catalog_reasonremedy",
    "catalog_remedy",
    "catalog_code",
    "catalog_coderemedy",
    "catalog_synonym",
)
EVENTS = ("INSERT", "UPDATE", "DELETE")


def install(apps, schema_editor) -> None:
    """Create the triggers, and the revision's row if it is missing; for ``migrations.RunPython``."""
    uninstall(apps, schema_editor)
    statements = {"sqlite": _sqlite, "postgresql": _postgresql}[schema_editor.connection.vendor]
    for statement in statements(_watches(schema_editor)):
        schema_editor.execute(statement)


def uninstall(apps, schema_editor) -> None:
    """Drop the triggers; the reverse of ``install``."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table, event in _watches(schema_editor):
        on_table = f" ON {table}" if postgresql else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {_name(table, event)}{on_table}")


def _watches(schema_editor):
    """Pairs of a table that exists by now and an event."""
    existing = {*schema_editor.connection.introspection.table_names()}
    return [(table, event) for table in WATCHED if table in existing for event in EVENTS]


def _name(table, event):
    return f"{table}_revision_{event.lower()}"


def _sqlite(watches):
    new_token = "lower(hex(randomblob(16)))"  # noqa: S105
    for table, event in watches:
        # SQLite has row triggers only: a bulk change replaces the token once a row.
        change = f"UPDATE catalog_revision SET token = {new_token}"  # noqa: S608
        yield f"CREATE TRIGGER {_name(table, event)} AFTER {event} ON {table} BEGIN {change}; END"
    yield f"INSERT OR IGNORE INTO catalog_revision (id, token) VALUES (1, {new_token})"  # noqa: S608


def _postgresql(watches):
    yield (
        "CREATE OR REPLACE FUNCTION catalog_new_revision() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN UPDATE catalog_revision SET token = gen_random_uuid()::text; RETURN NULL; END $$"
    )
    for table, event in watches:
        events = f"{event} OR TRUNCATE" if event == "DELETE" else event
        yield (
            f"CREATE TRIGGER {_name(table, event)} AFTER {events} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION catalog_new_revision()"
        )
    yield ("INSERT INTO catalog_revision (id, token) VALUES (1, gen_random_uuid()::text) ON CONFLICT (id) DO NOTHING")
