"""Words that mean the same in a search."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.base import SlugModel, filled
from catalog.querysets import SlugQuerySet


class Synonym(SlugModel):
    """Words of which a search for one finds the others, too; or words that tell a search nothing."""

    words = models.TextField(_("words"), help_text=_("Words or phrases of one meaning, in any language, one a line."))
    ignored = models.BooleanField(
        _("tell nothing"), default=False, help_text=_("On: a search that says more leaves these words out.")
    )

    objects = SlugQuerySet.as_manager()

    class Meta(SlugModel.Meta):
        verbose_name, verbose_name_plural = _("synonym"), _("synonyms")
        constraints = [models.CheckConstraint(condition=filled("words"), name="synonym_has_words")]

    def __str__(self):
        return ", ".join(self.word_list)

    @property
    def word_list(self):
        """The words and phrases, one string each."""
        return [word.strip() for word in self.words.splitlines() if word.strip()]
