"""A trigger by which the database dates an entry that changes (``Code.changed``), by whatever means it is changed.

SQLite loses a table's triggers when a migration rebuilds it: one of the entries' table runs ``install`` again at
its end (tests/test_freshness.py fails where an edit is not dated).
"""

STAMP = "catalog_code_changed"


def install(apps, schema_editor) -> None:
    """Create the trigger that dates a changed entry (``Code.changed``); for ``migrations.RunPython``."""
    uninstall(apps, schema_editor)
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": _sqlite, "postgresql": _postgresql}[vendor]():
        schema_editor.execute(statement)


def uninstall(apps, schema_editor) -> None:
    """Drop that trigger; the reverse of ``install``."""
    on_table = " ON catalog_code" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {STAMP}{on_table}")


def _sqlite():
    # The inner UPDATE does not start the trigger again: SQLite's triggers are not recursive unless told to be.
    change = "UPDATE catalog_code SET changed = strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now') WHERE id = NEW.id"
    yield f"CREATE TRIGGER {STAMP} AFTER UPDATE ON catalog_code BEGIN {change}; END"


def _postgresql():
    # Not now(), which stands still for the length of a transaction.
    yield (
        "CREATE OR REPLACE FUNCTION catalog_stamp() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN NEW.changed = clock_timestamp(); RETURN NEW; END $$"
    )
    yield f"CREATE TRIGGER {STAMP} BEFORE UPDATE ON catalog_code FOR EACH ROW EXECUTE FUNCTION catalog_stamp()"
