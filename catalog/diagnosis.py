"""The only meeting of bounce and catalog: a BounceReport to a Diagnosis.

Who refused and which entries fit is found here; which reason that gives is ``reasoning``'s matter.
"""

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import cached_property

from catalog.agreement import ANYWHERE, Asked
from catalog.bounce.report import AUTOREPLY, BOUNCE, OTHER, BounceReport, RecipientReport
from catalog.compiled import Compiled, compiled
from catalog.finding import Diagnosis, Finding, Match
from catalog.likeness import Guess
from catalog.matcher import MOST_OF_IT, SIMILAR_WORDING, VENDOR_CODE, WORDING, Found
from catalog.models import Code
from catalog.phrases import Phrase
from catalog.reasoning import LEAVES_OPEN, NOTICES, is_inferred, reason_of
from catalog.retries import RESEND, WAIT
from catalog.wording import Wording, normalise

#: A diagnostic is one reply; of a longer one, this much is matched.
LONGEST_DIAGNOSTIC = 6000
#: A few words that are all that was pasted: there a frame is known too.
LONGEST_QUESTION = 60
#: So many entries of those that fit are shown.
MOST_MATCHES = 5
#: So many answers about the texts of one report are kept.
MOST_KNOWN = 1000
#: With more recipients than this, replies that differ by the recipient's name alone are looked up once.
MANY_RECIPIENTS = 100


def diagnose(report: BounceReport) -> Diagnosis:
    """What the catalog knows of each recipient of ``report``, in three queries or, after an edit, a few more.

    Words without a code are a bounce when the catalog knows them, and else of kind ``other``.
    """
    question = Question(compiled(), report)
    lookups = [Lookup(recipient, question) for recipient in report.recipients]
    if report.sender and report.kind in (BOUNCE, OTHER) and lookups and lookups[0].says_away:
        report, lookups = _of_autoreply(report, question)
    elif report.kind == OTHER:
        lookups = [lookup for lookup in lookups if lookup.is_known]
        report = replace(report, kind=_kind_of(lookups))
    codes = Code.objects.for_page().in_bulk({found.row.id for lookup in lookups for found in lookup.shown})
    return Diagnosis(report, tuple(lookup.finding(codes, report.kind) for lookup in lookups))


def _of_autoreply(report: BounceReport, question: "Question") -> tuple[BounceReport, list["Lookup"]]:
    """The same as an automatic reply: it is of whoever sends it, whomever else its words name."""
    recipient = replace(report.recipients[0], recipient=report.sender, action="")
    return replace(report, kind=AUTOREPLY), [Lookup(recipient, question)]


def _kind_of(lookups: list["Lookup"]) -> str:
    """What words without a code are, by the phrase that is known in them: a notice of another kind, a bounce."""
    if not lookups:
        return OTHER
    told = lookups[0].phrase.reason if lookups[0].phrase else ""
    return next((kind for kind, reason in NOTICES.items() if reason == told), BOUNCE)


class Question:
    """What the lookups of one report share. One mail often tells the same of many recipients: each text is looked up
    once, and forgotten with the report."""

    def __init__(self, catalog: Compiled, report: BounceReport):
        self.catalog = catalog
        self.has_many = len(report.recipients) > MANY_RECIPIENTS
        self._report = report
        self.is_of_one, self.is_mail = len(report.recipients) == 1, report.reader not in ("", "reply")
        self._known = {}

    def ask(self, work: Callable, argument: Hashable):
        """What ``work`` gives for ``argument``, done once."""
        if (work, argument) not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[work, argument] = work(argument)
        return self._known[work, argument]

    @cached_property
    def prose(self) -> str:
        """The mail's words for people, in normal form."""
        return normalise(self._report.prose[:LONGEST_DIAGNOSTIC])

    @cached_property
    def _others_are_told(self) -> bool:
        """Whether the words for people tell of several recipients, some of whom have a reply of their own."""
        return not self.is_of_one and any(each.diagnostic for each in self._report.recipients)

    def text_of(self, recipient: RecipientReport) -> str:
        """What is looked up for ``recipient``: its diagnostic in normal form, or without one the mail's words, unless
        these are about another recipient."""
        said, name = recipient.diagnostic[:LONGEST_DIAGNOSTIC], recipient.recipient.rpartition("@")[0]
        if self.has_many and name:
            said = said.replace(f"{name}@", "anybody@")
        if said or self._others_are_told:
            return self.ask(normalise, said)
        return self.prose


class Lookup:
    """One recipient looked up in the compiled catalog."""

    def __init__(self, recipient: RecipientReport, question: Question):
        self.recipient, self.question, self.catalog = recipient, question, question.catalog
        said = question.text_of(recipient)
        self._look(said)
        if question.is_of_one and not self._tells and said != question.prose:
            # The words around it may tell what the reply itself does not.
            self._look(question.prose)
            if not self._tells:
                self._look(said)

    def _look(self, text: str) -> None:
        """Look ``text`` up: who gave it, what fits it."""
        recipient, question = self.recipient, self.question
        address = recipient.recipient or recipient.original_recipient
        own = "" if recipient.reply_code else recipient.reporting_mta
        named = question.ask(self.catalog.recogniser.in_text, text)
        self.text = text
        self.provider = self.catalog.recogniser.choose(named, recipient.remote_mta, address, own)
        asked = Asked(text, recipient.reply_code, recipient.enhanced_code, self.provider, "@" in address)
        self.found: list[Found] = question.ask(self.catalog.matcher.match, asked)

    @property
    def shown(self) -> list[Found]:
        """The entries for the reader. Those beyond still count: five providers may share a wording, and then what
        the standard says of the code comes after them."""
        return self.found[:MOST_MATCHES]

    @property
    def phrase(self) -> Phrase | None:
        """The phrase of a reason that stands in the text."""
        return self.question.ask(self.catalog.phrases.telling, self.text)

    @property
    def guess(self) -> Guess | None:
        """The reason that the text is most like."""
        return self.question.ask(self.catalog.likeness.guess, self.text)

    @property
    def says_away(self) -> bool:
        """Whether the words are an automatic reply's, and no server's reply is in them."""
        has_code = self.recipient.reply_code or self.recipient.enhanced_code
        return not has_code and self.phrase is not None and self.phrase.reason == NOTICES[AUTOREPLY]

    @property
    def _tells(self) -> bool:
        """Whether an entry or a phrase tells what happened."""
        told = self.best(WORDING, VENDOR_CODE, SIMILAR_WORDING)
        return bool((told and told.row.reason not in LEAVES_OPEN) or (self.phrase and not self.phrase.frame))

    @property
    def is_known(self) -> bool:
        """Whether the catalog knows these words for a mail system's, though nothing else about them says so.

        In a whole mail they must name a recipient too: letters speak of full mailboxes and wrong passwords. They
        also tell of new addresses.
        """
        tells_address = self.phrase is not None and self.phrase.reason == "hasmoved"
        if self.question.is_mail and (tells_address or not self.recipient.recipient):
            return False
        if not self.question.is_mail and self.best(WORDING, VENDOR_CODE):
            return True
        a_whole_code = self.recipient.reply_code[:1] in ("4", "5") and self.recipient.enhanced_code
        says_undelivered = self.phrase is not None and self.phrase.reason == "onhold"
        is_all = self.phrase is not None and not self.question.is_mail and len(self.text) <= LONGEST_QUESTION
        return bool(self._tells or a_whole_code or is_all or (self.recipient.recipient and says_undelivered))

    def finding(self, codes: dict[int, Code], kind: str) -> Finding:
        """The finding, with the entries out of ``codes`` (by id)."""
        telling = self.guess.words if is_inferred(self, kind) else ()
        reason = reason_of(self, kind)
        return Finding(
            report=self.recipient,
            provider=self.catalog.providers.get(self.provider or self._provider_of_wording()),
            reason=self.catalog.reasons[reason],
            matches=tuple(
                Match(codes[found.row.id], found.evidence, found.literal)
                for found in self.shown
                if found.row.id in codes
            ),
            by_phrase=bool(self.phrase and not self.phrase.frame and self.phrase.reason == reason),
            pieces=self._pieces() or telling,
            telling=telling,
            wait=self.catalog.remedies.get(WAIT),
            resend=self.catalog.remedies.get(RESEND),
        )

    def _provider_of_wording(self) -> str:
        """Where no clue tells: the provider whose own wording or vendor code was found. A short one is anybody's, and
        so is a host's where another host said it."""
        best = self.best(WORDING, VENDOR_CODE, SIMILAR_WORDING)
        if best is None or best.contradicted or best.row.provider_kind == "standard":
            return ""
        if best.evidence == VENDOR_CODE:
            return best.row.provider
        enough = MOST_OF_IT * best.literal
        alike = (found for found in self.shown if found.evidence == best.evidence and found.literal >= enough)
        own = (found for found in alike if found.row.provider_kind in ANYWHERE or not self.recipient.remote_mta)
        return next((found.row.provider for found in own if found.literal >= found.row.least), "")

    def _pieces(self) -> tuple[str, ...]:
        """What of the reply's normalised text was found literally, for showing why: of an entry, else of a phrase."""
        spans = self.found[0].spans if self.found else ()
        if not spans and self.phrase:
            spans = Wording.parse(self.phrase.wording).find(self.text)
        return tuple(self.text[span.start : span.end] for span in spans)

    def best(self, *evidence: str) -> Found | None:
        """What was found first, where its evidence is one of ``evidence``."""
        return self.found[0] if self.found and self.found[0].evidence in evidence else None
