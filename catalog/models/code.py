"""An entry: one reply of one provider."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.checks import check_code
from catalog.choices import ReplyClass, reply_class_of
from catalog.localized import Localized
from catalog.models.base import SlugModel, both_languages
from catalog.models.provider import Provider
from catalog.models.reason import Reason
from catalog.models.remedy import OrderedRemedy, Remedy
from catalog.querysets import CodeQuerySet

REPLY_CODE = RegexValidator(r"^[2-5]\d\d$", _("A reply code has three digits, the first of them 2 to 5."))
ENHANCED_CODE = RegexValidator(
    r"^[245]\.\d{1,3}\.\d{1,3}$", _("An enhanced status code looks like 5.7.26 (RFC 3463).")
)
AS_OF = RegexValidator(r"^\d{4}(-\d\d){0,2}$", _("A date looks like 2026, 2026-09 or 2026-09-30."))


class Code(SlugModel):
    """An entry: one reply of one provider, literal, explained, with what to do."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="codes", verbose_name=_("provider"))
    reply_code = models.CharField(_("reply code"), max_length=3, blank=True, validators=[REPLY_CODE])
    enhanced_code = models.CharField(_("enhanced status code"), max_length=11, blank=True, validators=[ENHANCED_CODE])
    vendor_code = models.CharField(_("vendor code"), max_length=60, blank=True)
    message = models.TextField(
        _("message"),
        blank=True,
        help_text=_("The literal reply without its codes; variable parts as {ip}, {domain}, {text} ..."),
    )
    verbatim = models.BooleanField(
        _("as sent"), default=True, help_text=_("Off for a description that no server sends: it matches nothing.")
    )
    title_ja = models.CharField(_("title (Japanese)"), max_length=100)
    title_en = models.CharField(_("title (English)"), max_length=150)
    meaning_ja = models.TextField(_("meaning (Japanese)"))
    meaning_en = models.TextField(_("meaning (English)"))
    reason = models.ForeignKey(Reason, models.PROTECT, related_name="codes", verbose_name=_("reason"))
    remedies = models.ManyToManyField(Remedy, through="CodeRemedy", related_name="codes")
    example = models.TextField(_("example"), blank=True, help_text=_("As met in the wild, addresses at example.com."))
    source = models.URLField(_("source"), max_length=500, blank=True)
    as_of = models.CharField(_("as of"), max_length=10, blank=True, validators=[AS_OF])
    featured = models.BooleanField(
        _("featured"), default=False, help_text=_("Shown on the home page, among the most met.")
    )
    #: When this row last changed here, by whatever means: the database sets it (catalog/stamp.py).
    changed = models.DateTimeField(_("changed"), db_default=Now(), editable=False)
    title, meaning = Localized(), Localized()

    objects = CodeQuerySet.as_manager()

    class Meta(SlugModel.Meta):
        verbose_name, verbose_name_plural = _("entry"), _("entries")
        constraints = [
            both_languages("code", "title", "meaning"),
            models.CheckConstraint(
                condition=~Q(reply_code="", enhanced_code="", vendor_code="", message=""), name="code_says_something"
            ),
        ]
        indexes = [models.Index(fields=["reply_code", "enhanced_code"])]

    def __str__(self):
        return f"{self.label} {self.title}".strip()

    def get_absolute_url(self):
        return reverse("catalog:code-detail", args=[self.slug])

    def clean(self):
        check_code(self)

    @property
    def label(self):
        """The codes as they stand in a reply: ``550 5.7.1 SC-001``."""
        return " ".join(filter(None, (self.reply_code, self.enhanced_code, self.vendor_code)))

    @property
    def is_temporary(self):
        """Whether the class digit says that the sending server tries again (RFC 5321, 4.2.1)."""
        return reply_class_of(self.reply_code, self.enhanced_code) == ReplyClass.TEMPORARY

    @property
    def ordered_remedies(self):
        """The remedies, who can act first first; prefetched by ``Code.objects.for_page()``."""
        return [link.remedy for link in self.code_remedies.all()]


class CodeRemedy(OrderedRemedy):
    code = models.ForeignKey(Code, models.CASCADE, related_name="code_remedies")

    class Meta(OrderedRemedy.Meta):
        verbose_name, verbose_name_plural = _("remedy"), _("remedies")
        constraints = [models.UniqueConstraint(fields=["code", "remedy"], name="remedy_once_a_code")]
