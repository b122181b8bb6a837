"""Mail addresses in the fields and sentences of a bounce (RFC 5321, 4.1.2; RFC 6531 for other scripts)."""

import re

# Punctuation of other scripts and typographic quotes are no part of an address either.
_LOCAL = r"(?!-)[^\s<>()\[\]:;@,\"'|：；（）＜＞【】〈〉「」『』、。，“”„‘’‚«»‹›・…→]{1,100}|\"[^\"\n]{1,100}\""
_DOMAIN = r"(?:[^\W_](?:[\w-]{0,62})\.){0,20}[^\W_][\w-]{0,62}|\[[\d.:a-fA-FIPv]{3,60}\]"
# A virus that mails itself on is named so: "W32/Netsky.P@mm", "W32/Klez.H@m".
_OF_VIRUS = r"(?![mM]{1,2}(?![\w.-]))"
# It ends where its domain does: not at a hyphen inside it.
ADDRESS = re.compile(rf"(?<![\w.+@-])((?:{_LOCAL})@{_OF_VIRUS}(?:{_DOMAIN}))(?![\w@]|[.-]\w)")
_LIST = re.compile(rf"{ADDRESS.pattern}(?:>?[,;]\s{{0,40}}<?{ADDRESS.pattern})+")
_PAGE = re.compile(r"\bhttps?://[^\s<>]+", re.IGNORECASE)
_TYPE = re.compile(r"^\s*[\w-]+\s*;\s*")


def find_address(text: str) -> str:
    """The first address in ``text`` without its angle brackets, or ``""``."""
    match = ADDRESS.search(text) if "@" in text else None
    return match[1] if match else ""


def find_addresses(text: str) -> list[str]:
    """The addresses in ``text``, each once, in their order; what a page's address holds is none."""
    if "@" not in text:
        return []
    text = _PAGE.sub(" ", text) if "://" in text else text
    return list(dict.fromkeys(match[1] for match in ADDRESS.finditer(text)))


def find_lists(text: str) -> list[list[str]]:
    """The addresses that commas join in ``text``: a list of them for each place where several stand together."""
    return [find_addresses(match[0]) for match in _LIST.finditer(text)] if text.count("@") > 1 else []


def typed_address(field: str) -> str:
    """The address of a DSN field such as ``rfc822; user@example.jp`` (RFC 3464, 2.3.1).

    A local part alone ("rfc822; user", as old programs write) is kept as it stands.
    """
    value = _TYPE.sub("", field).strip()
    plain = value.strip("<> \t").split(" ")[0]
    return find_address(value) or ("" if plain.startswith("@") else plain)


def typed_host(field: str) -> str:
    """The host of a DSN field such as ``dns; mx.example.jp (192.0.2.1, the server)`` (RFC 3464, 2.2.2)."""
    words = _TYPE.sub("", field).strip().split()
    return words[0].strip("[]<>.").lower() if words else ""
