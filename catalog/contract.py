"""The JSON forms that other programs rely on, from the API and from ``manage.py diagnose``: they are kept stable."""

from catalog.bounce.report import OTHER
from catalog.finding import Diagnosis, Finding, Match
from catalog.localized import LANGUAGES
from catalog.models import Code


def diagnosis_json(diagnosis: Diagnosis) -> dict:
    """A diagnosis as ``manage.py diagnose --json`` prints it, without ``input``."""
    findings = [] if diagnosis.kind == OTHER else diagnosis.findings
    return {
        "kind": diagnosis.kind,
        "software": diagnosis.report.software,
        "failures": [finding_json(finding) for finding in findings],
    }


def finding_json(finding: Finding) -> dict:
    read = finding.report
    return {
        "recipient": read.recipient,
        "action": read.action,
        "reply_code": read.reply_code,
        "enhanced_code": read.enhanced_code,
        "vendor_code": finding.vendor_code,
        "diagnostic": read.diagnostic,
        "command": read.command,
        "reporting_mta": read.reporting_mta,
        "remote_mta": read.remote_mta,
        "provider": finding.provider.slug if finding.provider else "",
        "reason": finding.reason.slug,
        "temporary": finding.temporary,
        "matches": [match_json(match) for match in finding.matches],
    }


def match_json(match: Match) -> dict:
    return named_json(match.code) | {"evidence": match.evidence, "url": match.code.get_absolute_url()}


def named_json(code: Code) -> dict:
    """What names an entry wherever one is given: slug, provider, codes, message."""
    return {
        "slug": code.slug,
        "provider": code.provider.slug,
        "reply_code": code.reply_code,
        "enhanced_code": code.enhanced_code,
        "vendor_code": code.vendor_code,
        "message": code.message,
    }


def explained_json(diagnosis: Diagnosis) -> dict:
    """A diagnosis as the API answers it: with title, meaning and remedies in the active language."""
    answer = diagnosis_json(diagnosis)
    for failure, finding in zip(answer["failures"], diagnosis.findings, strict=False):
        failure["title"], failure["meaning"] = finding.title, finding.meaning
        failure["remedies"] = [remedy_json(remedy) for remedy in finding.remedies]
    return answer


def remedy_json(remedy) -> dict:
    return {"actor": remedy.actor, "title": remedy.title, "steps": remedy.step_list, "retry": remedy.retry}


def listed_json(code: Code) -> dict:
    """An entry as a line of ``GET /api/codes``."""
    return named_json(code) | {
        "title": code.title,
        "reason": code.reason.slug,
        "temporary": code.is_temporary,
        "url": code.get_absolute_url(),
    }


def entry_json(code: Code) -> dict:
    """An entry whole, both languages."""
    texts = ("title_ja", "title_en", "meaning_ja", "meaning_en", "example", "source", "as_of", "verbatim")
    whole = listed_json(code) | {name: getattr(code, name) for name in texts}
    whole["remedies"] = [_remedy_whole(remedy) for remedy in code.ordered_remedies]
    return whole


def _remedy_whole(remedy) -> dict:
    names = ("slug", "actor", "retry", "title_ja", "title_en")
    steps = {f"steps_{language}": getattr(remedy, f"steps_{language}").splitlines() for language in LANGUAGES}
    return {name: getattr(remedy, name) for name in names} | steps
