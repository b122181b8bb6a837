"""Which reason: what speaks for one, in the order in which it is believed.

1. the kind of mail, where it is no failure;
2. the recognised provider's entry that was found by wording or vendor code, whole or in part, unless a code speaks
   against it, its reason is that nothing tells, or it is no more than a frame, words around any cause, and a phrase
   is in it;
3. anybody's such entry, unless it leaves open what happened, is a frame, or has few words and a phrase says more;
4. the longest phrase of a reason, frames aside, else the category under which the sending program put the reply;
5. such an entry all the same, even where a code speaks against it;
6. the recognised provider's entry with the same code; its only reason, where all its entries give one;
7. the reason whose known wordings are most like the words (``likeness``), where they lead the next one clearly; and
   by far, where the code names another cause;
8. what the standard says of the codes, unless the entry that leaves open what happened is of this very code;
9. where that says no more than that something went wrong: a frame; a server that refuses the client at once, or the
   sender; that delivery goes on;
10. whether anybody said anything of the recipient at all.

What 3 to 8 say of an address is read in the light of the command and the code (``_of_whom``), and so is what 2 says,
where it was said at MAIL, or by a carrier after DATA without an enhanced code. What 2 to 8 say of a network is that
time ran out, where the notice is about time, and that there is no such host, where the code says so; what they say of
a delivery program's own doings is that it failed.
"""

from typing import Protocol

from catalog.agreement import SHORT, SHORT_AND_SHARED
from catalog.bounce.codes import is_generic
from catalog.bounce.report import AUTOREPLY, DELIVERED, FEEDBACK, PROGRAM_TYPES, RecipientReport
from catalog.compiled import Compiled
from catalog.likeness import BY_FAR, CLEARLY, Guess
from catalog.matcher import PROVIDER_CODE, SIMILAR_WORDING, STANDARD_CODE, VENDOR_CODE, WORDING, Found
from catalog.phrases import Phrase

#: Kinds of mail that are no failure, and the reason that says so.
NOTICES = {FEEDBACK: "feedback", AUTOREPLY: "vacation", DELIVERED: "delivered"}
#: Reasons of entries that leave open what happened: a phrase, and even the code, tells more.
LEAVES_OPEN = {"undefined", "onhold", "expired"}
#: Reasons that say that an address does not exist, and reasons of codes which say that its mailbox does.
ABOUT_ADDRESS = {"userunknown", "hostunknown"}
MAILBOX_IS_THERE = {"filtered", "hasmoved", "mailboxfull"}
#: Reasons that say no more than that something went wrong.
VAGUE = {"", "onhold", "systemerror"}
#: What entries and phrases give where they do not tell what happened.
UNTOLD = {"", "onhold"}
#: Reasons of codes that servers give for any refusal; there the words may tell more.
ANY_REFUSAL = VAGUE | {"policyviolation", "securityerror"}
#: A longer text than a reply (so many words and pairs of them are known) is like something by chance alone.
MANY_WORDS = 30
#: Reasons that a delivery program gives of its own doings: to the mail's sender it failed.
OF_PROGRAM = VAGUE | {"networkerror", "failedstarttls", "securityerror", "syntaxerror"}


class LookedUp(Protocol):
    """One recipient, looked up: what ``reason_of`` asks of a ``diagnosis.Lookup``."""

    recipient: RecipientReport
    catalog: Compiled
    provider: str
    text: str
    found: list[Found]
    phrase: Phrase | None
    guess: Guess | None

    def best(self, *evidence: str) -> Found | None: ...


def reason_of(lookup: LookedUp, kind: str) -> str:
    """The slug of the reason of ``lookup``, in a report of ``kind``; never empty."""
    if kind in NOTICES:
        return NOTICES[kind]
    best = lookup.best(WORDING, VENDOR_CODE, SIMILAR_WORDING)
    standard = _standard_reason(lookup)
    own = told = _of_provider(lookup, best, standard)
    if not told:
        told = _told(lookup, best)
        if told in UNTOLD:
            told = _of_likeness(lookup, standard) or _of_code(lookup, best, standard) or told or standard
        told = _of_whom(told, standard, lookup)
    if told == "networkerror" and _says_time(lookup.recipient, bool(own)):
        return "expired"
    return _in_its_light(told, lookup)


def is_inferred(lookup: LookedUp, kind: str) -> bool:
    """Whether ``reason_of`` has its reason from what the words are most like, nothing else telling any."""
    best, standard = lookup.best(WORDING, VENDOR_CODE, SIMILAR_WORDING), _standard_reason(lookup)
    if kind in NOTICES or _of_provider(lookup, best, standard) or _told(lookup, best) not in UNTOLD:
        return False
    return bool(_of_likeness(lookup, standard))


def _in_its_light(told: str, lookup: LookedUp) -> str:
    """The reason, where entries, phrases and the standard gave ``told``, ``""`` for nothing."""
    if told == "networkerror" and lookup.recipient.enhanced_code[1:] == ".1.2":
        return "hostunknown"
    if told == "notaccept" and lookup.recipient.reply_code.startswith("4"):
        told = "systemerror"  # a host that takes no mail at all says so for good
    if told in OF_PROGRAM and lookup.recipient.diagnostic_type in PROGRAM_TYPES:
        return "mailererror"
    if told in VAGUE:
        told = _of_frame(lookup) or _of_whoever_spoke(lookup.recipient, told) or told
    return told or ("onhold" if lookup.recipient.diagnostic else "undefined")


def _of_provider(lookup: LookedUp, best: Found | None, standard: str) -> str:
    """What the recognised provider's own entry says; ``""`` where there is none that tells."""
    if best is None or best.contradicted or best.row.provider != lookup.provider or best.row.reason == "undefined":
        return ""
    if lookup.catalog.is_frame(best.row) and lookup.phrase and not lookup.phrase.frame:
        return ""
    command = lookup.recipient.command
    is_carrier = lookup.provider in lookup.catalog.filtering_carriers
    elsewhere = command == "MAIL" or (command == "DATA" and is_carrier and not best.row.enhanced_code)
    return _of_whom(best.row.reason, standard, lookup) if elsewhere else best.row.reason


def _says_time(recipient: RecipientReport, own: bool) -> bool:
    """Whether the notice is about time, and only its words tell what that was spent on.

    The code says that it ran out (X.4.7: RFC 3463, 3.5), or delivery goes on and no code, nor an entry of the
    program's ``own``, names a cause.
    """
    enhanced = recipient.enhanced_code
    going_on = recipient.action == "delayed" and not (own or recipient.reply_code)
    return enhanced[1:] == ".4.7" or (going_on and _names_no_cause(enhanced))


def _names_no_cause(enhanced: str) -> bool:
    """Whether the enhanced code leaves every cause open. X.5.0 stands with any refusal, an unknown mailbox's too."""
    return not enhanced or is_generic(enhanced) or enhanced[1:] == ".5.0"


def _told(lookup: LookedUp, best: Found | None) -> str:
    """What entries and phrases say; ``""`` where they say nothing."""
    of_provider = lookup.best(PROVIDER_CODE)
    is_frame = best is not None and lookup.catalog.is_frame(best.row)
    leaves_open = best is None or best.row.reason in LEAVES_OPEN or is_frame
    return (
        (best and not best.contradicted and not leaves_open and not _is_outdone(best, lookup) and best.row.reason)
        or (lookup.phrase and not lookup.phrase.frame and lookup.phrase.reason)
        or _of_category(lookup)
        or (best and best.row.reason != "undefined" and not is_frame and best.row.reason)
        or (of_provider and of_provider.row.reason)
        or lookup.catalog.only_reasons.get(lookup.provider, "")
    )


def _is_outdone(best: Found, lookup: LookedUp) -> bool:
    """Whether a phrase says more than the entry's few words, which anybody may use: it is longer, or the words beside
    these few are like nothing else."""
    phrase = lookup.phrase
    if phrase is None or phrase.frame or phrase.reason == best.row.reason:
        return False
    few = best.literal if best.evidence == WORDING else SHORT
    if few < SHORT and few < len(phrase.wording):
        return True
    guess = lookup.guess if few < SHORT_AND_SHARED else None
    return guess is not None and guess.reason == phrase.reason and guess.lead >= BY_FAR


def _of_category(lookup: LookedUp) -> str:
    """What the program that wrote the notice sorted the reply under, where that is a phrase of a reason."""
    category = lookup.recipient.category
    phrase = lookup.catalog.phrases.telling(category) if category else None
    return phrase.reason if phrase else ""


def _standard_reason(lookup: LookedUp) -> str:
    """What the standard says of the codes, the enhanced one first; ``""`` where that says nothing.

    After DATA the message is refused, and no authentication or encryption is missing any more (X.7.0). A 421 shuts
    the connection (RFC 5321, 4.2.2) and is about no mailbox, though some send it with X.2.1.
    """
    rows = [each.row for each in lookup.found if each.evidence == STANDARD_CODE]
    if lookup.recipient.reply_code == "421":
        rows = [row for row in rows if row.enhanced_code[1:] != ".2.1"]
    rows.sort(key=lambda row: not row.enhanced_code)
    reasons = [row.reason for row in rows if row.reason != "undefined"]
    reason = next((reason for reason in reasons if reason not in VAGUE), next(iter(reasons), ""))
    return "policyviolation" if reason == "securityerror" and lookup.recipient.command == "DATA" else reason


def _of_code(lookup: LookedUp, best: Found | None, standard: str) -> str:
    """What the code says where the words leave open what happened, unless their entry does so for this very code."""
    meant = best is not None and best.row.enhanced_code == lookup.recipient.enhanced_code
    return "" if meant or standard in VAGUE else standard


def _of_likeness(lookup: LookedUp, standard: str) -> str:
    """What the words are most like, ``""`` where that is nothing, or not clear beside what the code says."""
    guess = lookup.guess
    if guess is None or guess.reason == "onhold" or standard == "expired":
        return ""
    is_reply = guess.weighed < MANY_WORDS and standard in ANY_REFUSAL and lookup.recipient.diagnostic
    return guess.reason if guess.lead >= (CLEARLY if is_reply else BY_FAR) else ""


def _of_frame(lookup: LookedUp) -> str:
    """What words around any cause tell, where no cause is told and the enhanced code says nothing either."""
    says_nothing = _names_no_cause(lookup.recipient.enhanced_code)
    return lookup.phrase.reason if lookup.phrase and lookup.phrase.frame and says_nothing else ""


def _of_whoever_spoke(recipient: RecipientReport, told: str) -> str:
    """What who spoke, and when, tells where the words and codes do not; ``""`` where it tells nothing either."""
    if recipient.command in ("CONNECT", "EHLO", "HELO") and recipient.reply_code.startswith("5"):
        return "blocked"
    if recipient.command == "MAIL" and recipient.reply_code.startswith("5"):
        return "rejected"
    return "expired" if recipient.action == "delayed" and told != "systemerror" else ""


def _of_whom(told: str, standard: str, lookup: LookedUp) -> str:
    """What an unknown address means at this place.

    At MAIL it is the sender's. Where the code says that the mailbox is there, or the server took the recipient
    and refuses after DATA with no code about the address, a filter speaks.
    """
    if told not in ABOUT_ADDRESS:
        return told
    if lookup.recipient.command == "MAIL":
        return "rejected"
    if told == "userunknown" and (_is_said_late(lookup) or _is_disabled(lookup.recipient)):
        return "filtered"
    at_address = (lookup.recipient.command == "RCPT" or lookup.recipient.category) and standard == "filtered"
    # A reply code alone is no such code: servers say 551 and 552 of unknown users, too.
    is_there = standard in MAILBOX_IS_THERE and not _names_no_cause(lookup.recipient.enhanced_code)
    return standard if is_there and not at_address else told


def _is_disabled(recipient: RecipientReport) -> bool:
    """Whether the code says that the mailbox is there and takes nothing, and nobody refused the address itself."""
    return recipient.enhanced_code[1:] == ".2.1" and recipient.command != "RCPT" and not recipient.category


def _is_said_late(lookup: LookedUp) -> bool:
    """Whether a server refuses that took the recipient: after DATA, or a carrier that does not say when."""
    recipient = lookup.recipient
    if recipient.enhanced_code[2:3] == "1":
        return False
    unknown_stage = bool(recipient.reply_code) and not recipient.command
    return recipient.command == "DATA" or (lookup.provider in lookup.catalog.filtering_carriers and unknown_stage)
