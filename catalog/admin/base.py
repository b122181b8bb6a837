"""What the admin's pages have in common: two languages side by side, the slug, remedies in their order."""

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import Count
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from catalog.localized import LANGUAGES


def side_by_side(*texts):
    """Rows of a fieldset, one a text: its Japanese and its English column."""
    return [tuple(f"{text}_{language}" for language in LANGUAGES) for text in texts]


def both_languages(*texts):
    """A fieldset of ``texts``, each in both languages; admin.css sets the two beside each other."""
    return (_("In both languages"), {"classes": ["bilingual"], "fields": side_by_side(*texts)})


class LanguageMixin:
    """Text columns say their language to browser, spelling checker and screen reader; addresses are https."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        language = db_field.name.rpartition("_")[2]
        if field and language in LANGUAGES:
            field.widget.attrs["lang"] = language
        return field


class CatalogAdmin(LanguageMixin, admin.ModelAdmin):
    """A page for rows with a slug."""

    #: The columns of which a new row's slug is made.
    slug_from = ()
    list_per_page = 50
    save_on_top = True

    class Media:
        css = {"all": ["catalog/admin.css"]}

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": self.slug_from}

    def get_readonly_fields(self, request, obj=None):
        """The slug is key, URL and fixture identity: a row that has one keeps it."""
        return ("slug",) if obj else ()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for formset in formsets:
            if isinstance(formset, RemedyFormSet):
                formset.number()


class WithCodeCount:
    """A column: how many entries a row has."""

    def get_ordering(self, request):
        """The model's own, said aloud: counting drops what is only implied."""
        return self.model._meta.ordering

    def get_queryset(self, request):
        # Distinct: a search through a row's clues or phrases multiplies its entries.
        return super().get_queryset(request).annotate(code_count=Count("codes", distinct=True))

    @admin.display(description=_("entries"), ordering="code_count")
    def code_count(self, row):
        return row.code_count


class RemedyForm(forms.ModelForm):
    def has_changed(self):
        """A new line without a remedy is no line, whatever position it was offered."""
        changed = self.changed_data
        return bool(changed) and not (self.instance.pk is None and changed == ["position"])


class RemedyFormSet(BaseInlineFormSet):
    """Remedies in their order: a new line is offered the end, and what is saved is numbered from 1."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if form.instance.pk is None:
            # The same for every new line: "Add another" copies the empty one. ``number`` parts them.
            form.initial["position"] = 1 + max((line.position for line in self.get_queryset()), default=0)

    def number(self):
        """Number the saved lines from 1; for the order of queries that ask for the first remedy."""
        asked = {form.instance.pk: _direction(form) for form in self.forms}
        lines = self.model.objects.filter(**{self.fk.name: self.instance})
        ordered = sorted(lines, key=lambda line: (line.position, asked.get(line.pk, 0), line.pk))
        moved = [(line, place) for place, line in enumerate(ordered, 1) if line.position != place]
        for line, place in moved:
            line.position = place
        self.model.objects.bulk_update([line for line, _place in moved], ["position"])


def _direction(form):
    """-1 for a line that was moved up: it goes before the one that has the place; 1 for one moved down."""
    before, after = form.initial.get("position"), form.cleaned_data.get("position")
    return 0 if None in (before, after) else (after > before) - (after < before)


class RemedyInline(admin.TabularInline):
    """The ordered remedies of a row; a subclass names the model."""

    form = RemedyForm
    formset = RemedyFormSet
    fields = ["position", "remedy"]
    autocomplete_fields = ["remedy"]
    extra = 1

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("remedy")
