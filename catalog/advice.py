"""Which remedies can help this mail, and in which order: an entry's or a reason's are written for every case."""

from catalog.choices import Circumstance


def fitting(remedies: list, *, between_servers: bool, of_carrier: bool) -> list:
    """``remedies`` as far as they fit, best first; all of them where none would be left.

    Between two servers nobody hands in mail with a password: what helps there comes last, for a server of one's own
    that sends through another. What a mobile carrier's customer can set helps nobody else, and there it comes first.
    """
    told = [each for each in remedies if of_carrier or each.only_for != Circumstance.CARRIER] or remedies
    return sorted(told, key=lambda each: _place(each, between_servers))


def _place(remedy, between_servers: bool) -> int:
    """The sorting is stable: equal places keep their order."""
    if remedy.only_for == Circumstance.CARRIER:
        return 0
    return 2 if between_servers and remedy.only_for == Circumstance.SUBMISSION else 1
