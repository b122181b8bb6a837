"""What notices write beside an address: the words that tell whom a program did not reach from everybody else.

These are the fields and turns of phrase of a layout, in the languages in which mail systems write; what a reply
means is not decided here.
"""

import re

#: Before the address of somebody who was not reached; "To:" is left to the details of the mail that came back.
RECIPIENT = (
    r"(?:final |original |failed |intended )?(?:recipient|addressee)s?(?: address)?|rcpt(?: to)?|addressed to|"
    r"(?:failed|unable) to deliver (?:(?:the |your )?(?:mail |message |e-mail ))?to|undeliverable to|"
    r"delivery failed to|(?:your |the )?message (?:was|could) not (?:be )?delivered to(?: recipients?)?|"
    r"empfänger(?:adresse)?|destinataires?|destinatarios?|destinatários?|destinatari[oi]|ontvanger|mottagare|"
    r"odbiorca|получатель|адресат|収件人|收件人|收件者|수신자|받는 사람|"
    r"宛先(?:アドレス)?|送信先(?:アドレス)?|あて先|受信者|受取人"
)

#: A sentence that names the address that failed, where several addresses stand in the words.
NAMED = re.compile(
    rf"(?:{RECIPIENT}|address|user|userid|mailbox|deliver(?:ed|y|able)? to|(?:mail|message|sent) to|account|an|"
    r"adresse|アドレス)\b[^@\n.]{0,40}$",
    re.IGNORECASE,
)
#: Any label before an address, which then is somebody's: "Unknown user: ...".
LABELLED = re.compile(r"^[^:@\n]{3,60}:[ \t]*<?$", re.MULTILINE)

#: What stands before the address of a help desk, of the sender, of a message.
ASIDE = re.compile(
    r"(?:contact|questions?|e-?mail|write to|postmaster|abuse|support|helpdesk|help|admin\w*|from:?|sender|von|"
    r"\b(?:message[ -])?id(?=[:=])|message-id|references|in-reply-to|token|ticket)\b[^@\n.]{0,40}$",
    re.IGNORECASE,
)

_NEW_ADDRESS = (
    r"\b(?:new (?:e-?mail )?address|address is(?: now)?|now (?:at|use|using)|moved to|changed to|please try|"
    r"neuen? (?:e-?mail-?)?adresse|(?:schreiben|senden) sie (?:\w+ ){0,3}an|"
    r"nouvelle adresse|nueva direcci[oó]n|novo endere[cç]o|nuovo indirizzo)\b|"
    r"新しい(?:メール)?アドレス|新(?:メール)?アドレス|変更後"
)
#: Where the recipient is to be found from now on.
MOVED = re.compile(rf"(?:{_NEW_ADDRESS})[^@\n.。]{{0,60}}$", re.IGNORECASE)
#: The same, or where somebody else reads what is sent.
INSTEAD = re.compile(
    rf"(?:{_NEW_ADDRESS}|\b(?:instead|contact|(?:write|send|reply|forward) (?:it |this |again )*to|"
    r"wenden sie sich)\b|お問い?合わせ|ご連絡)[^@\n.。]{0,60}$",
    re.IGNORECASE,
)

#: The local part's end, or its start, by which a mailing list's robot is known (Mailman, LISTSERV, fml, Lyris).
ROBOT = re.compile(
    r"-(?:bounces|owner|request|admin|ctl|errors|subscribe|unsubscribe|help|join|leave)@"
    r"|-confirm(?:-accept)?[.-][\w.-]{1,60}@"
    r"|\b(?:owner|request|join|leave|subscribe|unsubscribe)-(?=[\w.-]{1,60}@)",
    re.IGNORECASE,
)
