"""What programs print when sending failed: a recipient with the reply in a literal of the program's language.

smtplib.SMTPRecipientsRefused: {'user@example.jp': (550, b'5.1.1 User unknown')}                  Python
com.sun.mail.smtp.SMTPAddressFailedException: 550 5.1.1 <user@example.jp>: User unknown           Java
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

_ADDRESS_FAILED = re.compile(
    rf"\bSMTPAddressFailedException: ([245]\d\d[^\n]{{0,300}}?{ADDRESS.pattern}[^\n]{{0,1500}})"
)


def read(_mail: Mail, words: Words) -> BounceReport | None:
    """One recipient for each pair of an address and a reply; None where there is none."""
    if "SMTPAddressFailed" not in words.own and ": (" not in words.own:
        return None  # finding that out is quick
    pairs = [(each[1], f"{each[2]} {each[3] or each[4]}") for each in _REFUSED.finditer(words.own)]
    pairs += [(each[2], each[1]) for each in _ADDRESS_FAILED.finditer(words.own)]
    recipients = tuple(
        RecipientReport(recipient=address, action="failed", **read_reply(said)) for address, said in pairs
    )
    return BounceReport(kind=BOUNCE, recipients=recipients, reader="exceptions") if recipients else None
