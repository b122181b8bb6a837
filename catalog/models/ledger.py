"""What the catalog remembers of itself: what was loaded, and which state it is in."""

import secrets

from django.db import connection, models


class Loaded(models.Model):
    """The ledger of ``load_catalog``: the digest of each row as the fixtures last gave it."""

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="loaded_once")]

    def __str__(self):
        return f"{self.kind} {self.slug}"


class Revision(models.Model):
    """One row: a token that the database replaces with every change of the catalog (``triggers``)."""

    token = models.CharField(max_length=64)

    def __str__(self):
        return self.token

    @classmethod
    def current(cls):
        """The token of the catalog's present state; what is computed from its rows may be kept under it.

        Without its row (after ``manage.py flush``) the triggers would have nothing to change: it is made again.
        """
        with connection.cursor() as cursor:
            # Asked by every request; as plain SQL it takes a quarter of the time that a query set needs to be built.
            cursor.execute("SELECT token FROM catalog_revision ORDER BY id LIMIT 1")
            (token,) = cursor.fetchone() or ("",)
        return token or cls.objects.get_or_create(pk=1, defaults={"token": secrets.token_hex(16)})[0].token
