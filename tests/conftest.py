"""What every test stands on."""

import pytest


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Static files under their own names: fingerprints would need ``collectstatic`` before every run."""
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": backend}}
