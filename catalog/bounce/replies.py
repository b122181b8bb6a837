"""What one diagnostic tells: its line, its codes, the command it answers, the host that gave it."""

import re

from catalog.bounce.codes import find_codes, find_vendor_code, is_generic

# A refusal on a line of its own, behind what a program puts before a server's lines ("<** ", "<- ", "S: ").
_REFUSAL = re.compile(r"\n(?:\W{0,8}|S: ?)([45]\d\d[ -].*)")
# The lines of a folded reply whose copy lost the hyphens: each begins with the codes of the first.
_FOLD_WITHOUT_HYPHEN = re.compile(r"^\s*([245]\d\d(?: [245]\.\d{1,3}\.\d{1,3})?) .{0,2000}\n\s*\1 ")
_COMMANDS = "CONNECT|EHLO|HELO|LHLO|AUTH|STARTTLS|MAIL|RCPT|DATA|BDAT|QUIT|RSET"
# Postfix "(in reply to RCPT TO command)", "(in reply to end of DATA command)"; Exim "after RCPT TO:<...>",
# "after end of data", "after initial connection"; Sendmail ">>> RCPT To:<...>"; DragonFly "did not like our RCPT:".
_COMMAND = re.compile(
    r"(?:in reply to (?:the )?|after (?:pipelined )?(?:sending )?|while (?:sending |talking )?|during |"
    r"did not like our |in response to |>>> ?|command[:\s]\s?|stage: ?|smtp error, |for (?=\S{4}[A-Z ]{0,6} command))"
    rf"(?P<end>end of data|dot|initial connection|connect(?:ion)?\b)?\.?(?P<name>(?-i:{_COMMANDS}))?\b",
    re.IGNORECASE,
)
#: Texts without any of these name no command: most, and finding that out is quick.
_SIGNS = (*_COMMANDS.split("|"), "nd of data", "onnect", "dot")
_COMMAND_OF_END = {"end of data": "DATA", "dot": "DATA"}
# qmail-remote(8) tells in words at which step it stood.
_STEPS = (
    ("does not like recipient", "RCPT"),
    ("sender was rejected", "MAIL"),
    ("failed on data command", "DATA"),
    ("failed after i sent the message", "DATA"),
    ("but greeting failed", "CONNECT"),
    ("but my name was rejected", "HELO"),
)
_REMOTE = (
    # Postfix: "host mx.example.jp[192.0.2.1] said: 550 ..."
    re.compile(r"\bhost ([\w.-]{1,255})\[([\da-fA-F.:]{3,45})\][:\d]* (?:said|refused)", re.ASCII),
    # Exim: "host mx.example.jp [192.0.2.1]: 550 ..."
    re.compile(r"\bhost ([\w.-]{1,255}) \[([\da-fA-F.:]{3,45})\]", re.ASCII),
    # Sendmail: "... while talking to mx.example.jp.:"
    re.compile(r"while talking to \[?([\w.-]{1,255}?)\]?\.?:", re.ASCII),
    # Exchange, Gmail: "Remote Server returned", "from the remote server example.jp by mx.example.jp. [192.0.2.1]"
    re.compile(r"by ([\w.-]{3,255}?)\.? \[([\da-fA-F.:]{3,45})\]", re.ASCII),
    # qmail: "192.0.2.1 does not like recipient.", "Connected to 192.0.2.1 but"
    re.compile(
        r"(?:^|Connected to )([\d.]{7,15}|[\da-fA-F:]{4,45}) (?:does not like|but |failed )", re.ASCII | re.MULTILINE
    ),
)


def one_line(text: str) -> str:
    """``text`` with every run of white space as one space."""
    return " ".join(text.split())


def unfold(text: str) -> str:
    """``text`` without the codes at the start of a folded reply's lines after the first, if its hyphens were lost.

    Folds as RFC 5321, 4.2.1 has them are left: ``wording.normalise`` knows them on one line too.
    """
    fold = _FOLD_WITHOUT_HYPHEN.match(text)
    return re.sub(rf"\n\s*{re.escape(fold[1])} ", "\n", text) if fold else text


def find_command(text: str) -> str:
    """The SMTP command in reply to which ``text`` was said (``"RCPT"``, ``"CONNECT"`` ...), ``""`` where unknown."""
    said = one_line(text) if "\n" in text else text
    for match in _COMMAND.finditer(said) if any(sign in said for sign in _SIGNS) else ():
        end, name = (match["end"] or "").lower(), (match["name"] or "").upper()
        if end or name:
            return _COMMAND_OF_END.get(end) or name or "CONNECT"
    lower = text.lower()
    return next((command for step, command in _STEPS if step in lower), "")


def find_remote(text: str) -> str:
    """The host that gave the reply in ``text``, in lower case, by the layouts of the common programs; or ``""``."""
    for pattern in _REMOTE:
        if match := pattern.search(text):
            return match[1].rstrip(".").lower()
    return ""


def read_reply(diagnostic: str, status: str = "") -> dict[str, str]:
    """The fields of a RecipientReport that ``diagnostic`` and the DSN's ``status`` (or ``""``) give.

    The enhanced code in the reply itself is believed before the status, which many programs make up from the
    reply code, unless it says no more than its class and the status does.
    """
    codes = find_codes(diagnostic)
    if codes.reply.startswith("2") and (refusal := _REFUSAL.search(diagnostic)):
        codes = find_codes(refusal[1])  # of a session, the step that failed
    enhanced = codes.enhanced
    if status and (not enhanced or (is_generic(enhanced) and enhanced[0] == status[0])):
        enhanced = status
    return {
        "diagnostic": one_line(unfold(diagnostic)),
        "reply_code": codes.reply,
        "enhanced_code": enhanced,
        "vendor_code": find_vendor_code(diagnostic),
        "status": status,
        "command": find_command(diagnostic),
    }
