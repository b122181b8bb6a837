"""The paste form."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalog.bounce.message import is_binary

TOO_LARGE = _("This is larger than 2 MB. Paste only the part that tells why the mail came back.")
NOT_TEXT = _("This is not text, so there is nothing to read. Save the bounce as .eml or .txt, or paste its words.")
EMPTY = _("There is nothing to read yet. Paste the bounce, or choose a file.")


class DiagnoseForm(forms.Form):
    """A text box and a file beside it; ``source`` is what was given, the file before the text."""

    text = forms.CharField(label=_("The mail that came back, or its error message"), required=False, strip=False)
    file = forms.FileField(label=_("Or a file (.eml, .txt)"), required=False, allow_empty_file=True)

    def __init__(self, *args, too_large=False, **kwargs):
        """``too_large``: the request was, and nothing of it was read."""
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        # Of a text with NUL characters ``check_source`` says in the reader's words that it is none.
        self.fields["text"].validators = []

    def clean(self):
        """Set ``source``; a fault carries its HTTP status as the error's code (see ``status``)."""
        if self.too_large:
            raise ValidationError(TOO_LARGE, code="413")
        file = self.cleaned_data.get("file")
        self.source = file.read(settings.PASTE_LIMIT + 1) if file else self.cleaned_data.get("text", "")
        check_source(self.source)
        return self.cleaned_data

    @property
    def status(self):
        """The HTTP status that fits the form's first fault."""
        codes = [error.code for errors in self.errors.as_data().values() for error in errors]
        return int(codes[0]) if codes and (codes[0] or "").isdigit() else 400


def check_source(source: str | bytes) -> None:
    """Raise ValidationError, its code an HTTP status, where ``source`` is empty, too large or no text."""
    raw = source.encode("utf-8", "replace") if isinstance(source, str) else source
    if not raw.strip():
        raise ValidationError(EMPTY, code="400")
    if len(raw) > settings.PASTE_LIMIT:
        raise ValidationError(TOO_LARGE, code="413")
    if is_binary(raw):
        raise ValidationError(NOT_TEXT, code="415")
