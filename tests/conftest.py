"""What every test stands on."""

import os

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import translation
from hypothesis import settings as search

from catalog.models import Code
from catalog.triggers import WATCHED
from tests.loading import folder, loaded  # noqa: F401

#: The catalog's tables, those that refer to others first.
TABLES = ("catalog_loaded", "catalog_coderemedy", "catalog_reasonremedy", "catalog_code", *WATCHED)

# The gate draws the same examples every time and times none of them: what fails it fails again, for a reason that is
# in the change. `HYPOTHESIS_PROFILE=wide make test` looks further, with other examples at every run.
search.register_profile("gate", derandomize=True, deadline=None)
search.register_profile("wide", max_examples=5_000, deadline=None)
search.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Static files under their own names: fingerprints would need ``collectstatic`` before every run."""
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": backend}}


@pytest.fixture(autouse=True)
def english():
    """Every test begins in English: a page of an earlier test leaves its language behind in the thread."""
    translation.activate("en")


@pytest.fixture(scope="session")
def _catalog_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("load_catalog", verbosity=0)


@pytest.fixture
def catalog(_catalog_once, db):
    """The database with the project's fixtures in it, loaded once; anew after a test that flushed the tables."""
    if not Code.objects.exists():
        call_command("load_catalog", verbosity=0)


@pytest.fixture(autouse=True)
def _empty_unless_asked(request):
    """A test that does not ask for the ``catalog`` finds its tables empty."""
    if "db" in request.fixturenames and "catalog" not in request.fixturenames:
        request.getfixturevalue("db")
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"DELETE FROM {table}")
