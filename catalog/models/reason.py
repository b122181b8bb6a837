"""Why: the vocabulary of reasons and the phrases that give them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog import choices
from catalog.checks import check_phrase
from catalog.localized import Localized
from catalog.models.base import SlugModel, both_languages
from catalog.models.remedy import OrderedRemedy, Remedy
from catalog.querysets import ReasonQuerySet


class Reason(SlugModel):
    """Why: one word of a closed vocabulary, Sisimai's."""

    group = models.CharField(_("group"), max_length=20, choices=choices.ReasonGroup)
    position = models.PositiveSmallIntegerField(_("position"))
    name_ja = models.CharField(_("name (Japanese)"), max_length=100)
    name_en = models.CharField(_("name (English)"), max_length=100)
    meaning_ja = models.TextField(_("meaning (Japanese)"))
    meaning_en = models.TextField(_("meaning (English)"))
    aliases = models.TextField(_("aliases"), blank=True, help_text=_("Other names, one a line."))
    remedies = models.ManyToManyField(Remedy, through="ReasonRemedy", related_name="reasons")
    name, meaning = Localized(), Localized()

    objects = ReasonQuerySet.as_manager()

    class Meta(SlugModel.Meta):
        ordering = ["position", "slug"]
        verbose_name, verbose_name_plural = _("reason"), _("reasons")
        constraints = [both_languages("reason", "name", "meaning")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("catalog:reason-detail", args=[self.slug])

    @property
    def ordered_remedies(self):
        """The default remedies, who can act first first."""
        return [link.remedy for link in self.reason_remedies.all()]


class ReasonPhrase(models.Model):
    """A wording that gives its reason where no entry of the catalog matches."""

    reason = models.ForeignKey(Reason, models.CASCADE, related_name="phrases", verbose_name=_("reason"))
    wording = models.CharField(_("wording"), max_length=200, unique=True)
    frame = models.BooleanField(
        _("frame"),
        default=False,
        help_text=_(
            "Words that stand around many causes, such as “recipient address rejected”: any other phrase tells more."
        ),
    )

    class Meta:
        ordering = ["wording"]
        verbose_name, verbose_name_plural = _("phrase"), _("phrases")

    def __str__(self):
        return self.wording

    def clean(self):
        check_phrase(self)


class ReasonRemedy(OrderedRemedy):
    reason = models.ForeignKey(Reason, models.CASCADE, related_name="reason_remedies")

    class Meta(OrderedRemedy.Meta):
        verbose_name, verbose_name_plural = _("remedy"), _("remedies")
        constraints = [models.UniqueConstraint(fields=["reason", "remedy"], name="remedy_once_a_reason")]
