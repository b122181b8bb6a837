"""What programs print when sending failed: a recipient with the reply in a literal of the program's language.

smtplib.SMTPRecipientsRefused: {'user@example.jp': (550, b'5.1.1 User unknown')}                  Python
"""

import re

from catalog.bounce.addresses import ADDRESS
from catalog.bounce.message import Mail
from catalog.bounce.replies import read_reply
from catalog.bounce.report import BOUNCE, BounceReport, RecipientReport
from catalog.bounce.words import Words

_REFUSED = re.compile(
    rf"['\"]{ADDRESS.pattern}['\"]:\s*\(\s*([245]\d\d),\s*b?(?:'([^'\n]{{0,2000}})'|\"([^\"\n]{{0,2000}})\")"
)


def read(_mail: Mail, words: Words) -> BounceReport | None:
    """One recipient for each pair of an address and a reply; None where there is none."""
    recipients = tuple(
        RecipientReport(
            recipient=refused[1], action="failed", **read_reply(f"{refused[2]} {refused[3] or refused[4]}")
        )
        for refused in _REFUSED.finditer(words.own)
    )
    return BounceReport(kind=BOUNCE, recipients=recipients, reader="exceptions") if recipients else None
