"""What the catalog's rows have in common."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.localized import LANGUAGES


def filled(*fields):
    """A condition: none of these text columns is empty."""
    return ~Q(_connector=Q.OR, **dict.fromkeys(fields, ""))


def both_languages(name, *texts):
    """A constraint of the table ``name``: each of ``texts`` is there in Japanese and in English."""
    columns = [f"{text}_{language}" for text in texts for language in LANGUAGES]
    return models.CheckConstraint(condition=filled(*columns), name=f"{name}_both_languages")


class SlugModel(models.Model):
    """A row whose slug is its key in fixtures, in URLs and for editors."""

    slug = models.SlugField(_("slug"), max_length=100, unique=True)

    class Meta:
        abstract = True
        ordering = ["slug"]

    def natural_key(self):
        return (self.slug,)
