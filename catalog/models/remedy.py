"""What to do, and in which order."""

import re

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog import choices
from catalog.localized import Localized, active_language
from catalog.models.base import SlugModel, both_languages
from catalog.querysets import RemedyQuerySet

#: Where the steps give words to say: a whole sentence in quotation marks, not the name of a menu.
REQUEST = {"ja": re.compile(r"「([^「」]{30,}[。？])」"), "en": re.compile(r': "([A-Z\[][^"\n]{50,}[.?])"')}


class Remedy(SlugModel):
    """What to do: one actor, the steps, and whether sending again helps then. Shared by many entries."""

    actor = models.CharField(_("who acts"), max_length=20, choices=choices.Actor)
    retry = models.CharField(_("sending again"), max_length=20, choices=choices.Retry)
    only_for = models.CharField(_("only where"), max_length=20, choices=choices.Circumstance, blank=True, default="")
    title_ja = models.CharField(_("title (Japanese)"), max_length=100)
    title_en = models.CharField(_("title (English)"), max_length=100)
    steps_ja = models.TextField(_("steps (Japanese)"), help_text=_("One step a line."))
    steps_en = models.TextField(_("steps (English)"), help_text=_("One step a line."))
    title, steps = Localized(), Localized()

    objects = RemedyQuerySet.as_manager()

    class Meta(SlugModel.Meta):
        verbose_name, verbose_name_plural = _("remedy"), _("remedies")
        constraints = [both_languages("remedy", "title", "steps")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("catalog:remedy-detail", args=[self.slug])

    @property
    def step_list(self):
        """The steps in the reader's language, one string each."""
        return [step.strip() for step in self.steps.splitlines() if step.strip()]

    @property
    def request(self):
        """What the steps tell to say to someone else, in the reader's language; ``""`` where they do not."""
        said = REQUEST[active_language()].search(self.steps)
        return said[1] if said else ""


class OrderedRemedy(models.Model):
    """The place of a remedy in the order of a row's remedies, 1 the first."""

    remedy = models.ForeignKey(Remedy, models.PROTECT, related_name="+", verbose_name=_("remedy"))
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self):
        return str(self.remedy)
