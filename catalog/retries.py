"""What waiting for the sending server's own retries is worth: much as long as it tries, nothing once it gave up."""

#: The remedies, by slug, for a mail that is still being tried and for one that is tried no more. Where an editor has
#: done away with one, the remedies stand as they are.
WAIT, RESEND = "wait-for-retry", "resend-later"


def waits(remedies: list) -> bool:
    """Whether the first thing to do is to wait for the retries: RFC 5321, 4.5.4.1 leaves them to the server."""
    return bool(remedies) and remedies[0].slug == WAIT


def otherwise(remedies: list):
    """The first remedy for when waiting does not help, None where there is none."""
    return next((remedy for remedy in remedies if remedy.slug != WAIT), None)


def while_tried(remedies: list, wait, *, is_told: bool) -> list:
    """``remedies``, a reason's, for a mail that is still being tried: before them ``wait``, a remedy or None.

    Nobody sends again what the notice itself tells (``is_told``) to be on its way.
    """
    told = [remedy for remedy in remedies if not (is_told and remedy.slug == RESEND)]
    return [wait, *(remedy for remedy in told if remedy.slug != WAIT)] if wait else told


def after_giving_up(remedies: list, resend) -> list:
    """``remedies`` for a mail that came back: ``resend``, a remedy or None, stands where waiting stood, each once."""
    told = [resend or remedy if remedy.slug == WAIT else remedy for remedy in remedies]
    return list({remedy.slug: remedy for remedy in told}.values())
