"""A text fit to be shown to others: addresses, message ids and IP addresses masked, what explains the error kept.

Of an address its first letter and its domain are kept, since the domain tells whose server it is; of an IP address
all but what names the one machine. Codes, sentences, host names and a server's own queue ids stay: by these the
reply is looked up. Works on plain text and on text as pasted (``%40`` and ``=40`` for the ``@``).
"""

import re

MASK = "•••"
#: Local parts that are words of a reply as well ("user unknown"): they name nobody.
_ROLES = {"user", "users", "info", "mail", "email", "postmaster", "admin", "root", "recipient", "mailbox", "address"}

# A local part as RFC 5321, 4.1.2 allows it, and what the wild adds: other scripts, dots at its edges. Where the "@"
# is encoded, the text is an address of a page or quoted-printable, in which "=", "?" and "&" part things.
_PARTING = r"\s@<>()\[\]:;,\"'\\/|、。「」（）%"
_ADDRESS = re.compile(
    rf"\"[^\"\n@]{{1,64}}\"(?=@)|(?<![^{_PARTING}])[^{_PARTING}]++(?=@[\w\[])"
    rf"|(?<![^{_PARTING}=?&])[^{_PARTING}=?&]++(?=(?:%40|=40)\w)"
)
_DISPLAY_NAME = re.compile(r"\"[^\"\n<>]{1,80}\"(?=\s*<)")
_MESSAGE_ID = re.compile(r"(?i)(message-id\s*[:=]\s*<?)([^\s@<>]{2,200})(?=@)")
_IPV4 = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_IP = re.compile(
    rf"(?<![\w.-])(?P<reversed>{_IPV4}(?:\.{_IPV4}){{3}})(?=\.[A-Za-z])"
    rf"|(?<![\w.-])(?P<v4>{_IPV4}(?:\.{_IPV4}){{3}})(?![\w-]|\.\d)"
    rf"|(?:(?<=IPv6:)|(?<![\w:.]))(?P<v6>(?=[\dA-Fa-f:]*:[\dA-Fa-f:]*:)[\dA-Fa-f]{{1,4}}(?::[\dA-Fa-f]{{0,4}}){{2,7}})(?![\w:•])"
)
_TIME = re.compile(r"\d\d?:\d\d(?::\d\d)?")
_MAILBOX_OF = r"(?i:\b(?:user|mailbox|account|recipient|alias|login)[ :=]+)"


def redact(text: str, addresses: tuple[str, ...] = ()) -> str:
    """``text`` masked; of ``addresses``, the known recipients, the local parts also where they stand alone."""
    text = _MESSAGE_ID.sub(lambda match: match[1] + MASK, text)
    text = _DISPLAY_NAME.sub(f'"{MASK}"', text)
    for name in sorted({address.rpartition("@")[0] for address in addresses}, key=len, reverse=True):
        text = _alone(name).sub(lambda match: match[1] + mask(match[2]), text) if _names_somebody(name) else text
    return _IP.sub(_masked_ip, _ADDRESS.sub(lambda match: mask(match[0]), text))


def mask(local: str) -> str:
    """A local part with only its first letter left; one that is masked already (an IP address may be) stays."""
    first = local.lstrip('"')[:1]
    return local if local.endswith(MASK[-1]) else first + MASK


def _names_somebody(name: str) -> bool:
    return len(name) > 1 and name.lower() not in _ROLES


def _alone(name: str) -> re.Pattern:
    """A local part by itself: in brackets or quotes, after a word that announces it, or unmistakable by its look."""
    before = r"(?<![\w.@-])" if re.search(r"[\d._]", name) else rf"[<\"'(]|{_MAILBOX_OF}"
    return re.compile(rf"({before})({re.escape(name)})(?![\w.-]*@)(?![\w-])", re.IGNORECASE)


def _masked_ip(match: re.Match) -> str:
    """The address without what names the machine: the last number of IPv4 (the first where a blocklist is asked,
    RFC 5782, 2.1), the lower half of IPv6. A time of day is none."""
    if match["reversed"]:
        return "•." + match["reversed"].split(".", 1)[1]
    if match["v4"]:
        return match["v4"].rsplit(".", 1)[0] + ".•"
    if _TIME.fullmatch(match["v6"]):
        return match["v6"]
    return ":".join(match["v6"].split(":")[:3]) + ":•"
