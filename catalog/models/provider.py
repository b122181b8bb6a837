"""Who answers, and how it is recognised."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog import choices
from catalog.localized import Localized
from catalog.models.base import SlugModel, both_languages
from catalog.querysets import ProviderQuerySet


class Provider(SlugModel):
    """Who answers: a mailbox provider, a carrier, a program, a filter; ``rfc`` for the standards."""

    kind = models.CharField(_("kind"), max_length=20, choices=choices.ProviderKind)
    name_ja = models.CharField(_("name (Japanese)"), max_length=100)
    name_en = models.CharField(_("name (English)"), max_length=100)
    description_ja = models.TextField(_("description (Japanese)"))
    description_en = models.TextField(_("description (English)"))
    aliases = models.TextField(_("aliases"), blank=True, help_text=_("Other names, one a line."))
    name, description = Localized(), Localized()

    objects = ProviderQuerySet.as_manager()

    class Meta(SlugModel.Meta):
        verbose_name, verbose_name_plural = _("provider"), _("providers")
        constraints = [both_languages("provider", "name", "description")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("catalog:provider-detail", args=[self.slug])


class ProviderClue(models.Model):
    """One sign by which a provider is recognised in a bounce."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="clues", verbose_name=_("provider"))
    kind = models.CharField(_("kind"), max_length=20, choices=choices.ClueKind)
    value = models.CharField(
        _("value"), max_length=200, help_text=_("A domain or host with its subdomains, or a phrase of a reply.")
    )

    class Meta:
        ordering = ["kind", "value"]
        verbose_name, verbose_name_plural = _("clue"), _("clues")
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="clue_of_one_provider")]

    def __str__(self):
        return self.value


class ProviderLink(models.Model):
    """A page of the provider that helps: postmaster page, list of codes, removal form."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="links", verbose_name=_("provider"))
    kind = models.CharField(_("kind"), max_length=20, choices=choices.LinkKind)
    title_ja = models.CharField(_("title (Japanese)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200)
    url = models.URLField(_("URL"), max_length=500)
    title = Localized()

    class Meta:
        ordering = ["kind", "url"]
        verbose_name, verbose_name_plural = _("link"), _("links")
        constraints = [
            both_languages("link", "title"),
            models.UniqueConstraint(fields=["provider", "url"], name="link_once_a_provider"),
        ]

    def __str__(self):
        return self.title
