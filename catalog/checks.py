"""What an entry must satisfy beyond its fields' own rules; the admin shows the messages beside the field."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalog.wording import PLACEHOLDERS, Wording, normalise, unknown_placeholders

#: A wording with fewer literal characters would be found in half of all bounces.
LEAST_LITERAL = 6


def check_code(code) -> None:
    """Raise ValidationError when the message of the entry ``code`` cannot serve as a wording."""
    errors = {}
    if code.message:
        errors["message"] = _message_errors(code)
    if code.example and code.message and code.verbatim and not errors.get("message"):
        errors["example"] = _example_errors(code)
    if not (code.reply_code or code.enhanced_code or code.vendor_code or code.message):
        errors["reply_code"] = [_("An entry needs a code or a message.")]
    errors = {field: messages for field, messages in errors.items() if messages}
    if errors:
        raise ValidationError(errors)


def check_phrase(phrase) -> None:
    """Raise ValidationError when the wording of the ReasonPhrase ``phrase`` cannot be looked for."""
    errors = _wording_errors(phrase.wording, least_literal=3)
    if errors:
        raise ValidationError({"wording": errors})


def _message_errors(code):
    return _wording_errors(code.message, LEAST_LITERAL if code.verbatim else 0)


def _wording_errors(message, least_literal):
    unknown = unknown_placeholders(message)
    if unknown:
        return [
            _("Unknown placeholder %(name)s. These are known: %(known)s.")
            % {"name": braced([name]), "known": braced(PLACEHOLDERS)}
            for name in unknown
        ]
    wording = Wording.parse(message)
    if least_literal and (wording is None or wording.literal_length < least_literal):
        return [
            _("Too little literal text: %(n)d characters are needed to recognise a reply.") % {"n": least_literal}
        ]
    return []


def braced(names):
    """The placeholders ``names`` as a reader writes them."""
    return ", ".join(f"{{{name}}}" for name in names)


def _example_errors(code):
    wording = Wording.parse(code.message)
    if wording is None or wording.find(normalise(code.example)):
        return []
    return [_("The message does not match this example: its literal parts must stand here, in their order.")]
