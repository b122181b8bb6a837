"""Bounces that somebody forwarded inside a text: the header that the mail program put above the quoted mail.

-----Original Message-----                      Outlook
---------- Forwarded message ---------          Gmail
Begin forwarded message:                        Apple Mail
From: Mail Delivery System <mailer-daemon@...>
Subject: Undelivered Mail Returned to Sender
"""

import re

from catalog.bounce.message import Headers, Mail, Part

#: What mail programs call the fields, in the languages in which they write them.
_NAMES = {
    "from": "From|差出人|送信元|送信者|Von|De|Da|Van|От|Fra|Från|Od|Lähettäjä|发件人|發件人|寄件者|보낸 사람",
    "to": "To|宛先|送信先|An|À|Para|A|Aan|Кому|Til|Till|Do|Komu|Vastaanottaja|收件人|收件者|받는 사람",
    "subject": "Subject|件名|Betreff|Objet|Asunto|Assunto|Oggetto|Onderwerp|Тема|Emne|Ämne|Temat|Aihe|主题|主旨|제목",
}
_NAME_OF = {name.lower(): field for field, names in _NAMES.items() for name in names.split("|")}
_LINE = re.compile(r"^[> \t*]*([^\s:：*>][^:：\n*]{0,24}?)[ \t*]*[:：][ \t*]*(.*)$")
#: Such a header has no more lines than these.
_MOST_LINES = 14
_FROM = re.compile(rf"^[> \t*]*(?:{_NAMES['from']})[ \t*]*[:：]", re.IGNORECASE | re.MULTILINE)
#: Of the places where such a header may begin, this many are looked at.
_MOST_PLACES = 10


def forwarded(text: str) -> list[Mail]:
    """The mails that ``text`` quotes with a header above them, in their order, each up to the end of ``text``."""
    places = [match.start() for match in _FROM.finditer(text)][:_MOST_PLACES]
    return [mail for place in places if (mail := _mail_at(text, place))]


def _mail_at(text: str, start: int) -> Mail | None:
    """The mail whose header begins at ``start``; None where that is a line like any other."""
    headers, at, end = Headers(), start, start
    for line in text[start:].splitlines(keepends=True)[:_MOST_LINES]:
        at += len(line)
        match = _LINE.match(line)
        if not match:
            break
        if name := _NAME_OF.get(match[1].strip().lower()):
            headers.setdefault(name, match[2].strip())
            end = at
    if "from" not in headers or not {"to", "subject"} & headers.keys():
        return None
    return Mail(headers, (Part(Headers(), text[end:].encode("utf-8", "replace").decode("latin-1")),))
