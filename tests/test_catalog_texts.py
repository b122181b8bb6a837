"""Every text of the fixtures: in its language, linked to what is there, leading to itself."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from catalog.agreement import Asked, CodeRow
from catalog.bounce.codes import find_codes
from catalog.fixtures import read_folder
from catalog.matcher import Matcher
from catalog.wording import Wording, normalise, unknown_placeholders

CATALOG = read_folder(settings.BASE_DIR / "fixtures")
CODES, PROVIDERS = CATALOG["code"], CATALOG["provider"]
KANA = re.compile("[ぁ-んァ-ヶ]")
TEXTS = ("title", "meaning", "steps", "description")
#: One rendering of each term (shared glossary): what is not written, and what is.
TERMS = {
    "メイル": "メール",
    "サーバ(?!ー)": "サーバー",
    "ユーザ(?!ー)": "ユーザー",
    "ブラックリスト": "ブロックリスト",
    "フォルダー": "フォルダ",
    "拡張コード": "拡張ステータスコード",
    "不達通知|返送の?通知|エラー通知": "エラーメール",
    # Sending services count and list them by this name; their consoles say so.
    "(?<!ハード)(?<!ソフト)バウンス(?!率|リスト|[かとや]苦情|（bounce）)": "エラーメール",
    "サーバー(?:から)?の返事": "応答",
}
#: Rows that tell of machines only; in a remedy people are asked, and their answer is 返事.
OF_MACHINES = ("code", "provider", "reason")


def texts(language):
    for kind, rows in CATALOG.items():
        for slug, row in rows.items():
            for name in TEXTS:
                if f"{name}_{language}" in row:
                    yield f"{kind} {slug} {name}", row[f"{name}_{language}"]


def test_japanese_texts_are_japanese():
    assert [where for where, text in texts("ja") if not KANA.search(text)] == []


def test_english_texts_are_english():
    assert [where for where, text in texts("en") if KANA.search(text) or not text.strip()] == []


@pytest.mark.parametrize("wrong", TERMS)
def test_terms_are_written_one_way(wrong):
    found = [where for where, text in texts("ja") if re.search(wrong, re.sub("「[^」]*」|『[^』]*』", "", text))]
    assert found == [], f"write {TERMS[wrong]}"


def test_a_server_gives_no_answer_of_a_person():
    """What a server or DNS says is 応答, as on the pages; 返事 is what a person sends back."""
    assert [where for where, text in texts("ja") if where.split()[0] in OF_MACHINES and "返事" in text] == []


def test_no_two_entries_say_the_same_with_the_same_codes():
    seen, double = {}, []
    for slug, row in CODES.items():
        key = (
            row["provider"],
            row["reply_code"],
            row["enhanced_code"],
            row["vendor_code"],
            normalise(row["message"]),
        )
        double += [(slug, seen[key])] if key in seen else []
        seen[key] = slug
    assert double == []


def test_placeholders_are_of_the_closed_list():
    assert {slug: bad for slug, row in CODES.items() if (bad := unknown_placeholders(row["message"]))} == {}


def test_every_example_holds_its_message():
    faults = []
    for slug, row in CODES.items():
        wording = Wording.parse(row["message"]) if row["verbatim"] and row["message"] else None
        if row["example"] and wording and not wording.find(normalise(row["example"])):
            faults.append(slug)
    assert faults == []


def test_urls_are_well_formed():
    links = [(slug, link["url"]) for slug, row in PROVIDERS.items() for link in row["links"]]
    sources = [(slug, row["source"]) for slug, row in CODES.items() if row["source"]]
    bad = [
        (slug, url) for slug, url in links + sources if urlsplit(url).scheme not in ("http", "https") or " " in url
    ]
    assert bad == []


def test_slugs_are_readable():
    assert [
        slug for rows in CATALOG.values() for slug in rows if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    ] == []


def test_examples_lead_to_their_own_entry_first():
    """Where the provider is known; an equal wording with equal codes at the same provider counts as the same."""
    rows = [
        CodeRow(number, slug, row["provider"], PROVIDERS[row["provider"]]["kind"], row["reply_code"], row["enhanced_code"],
                row["vendor_code"], row["message"], row["verbatim"], row["reason"])
        for number, (slug, row) in enumerate(CODES.items())
    ]  # fmt: skip
    matcher, missed, asked = Matcher(rows), [], 0
    for row in rows:
        example = CODES[row.slug]["example"]
        if not (example and row.message and row.verbatim):
            continue
        asked += 1
        codes = find_codes(example)
        found = matcher.match(Asked(normalise(example), codes.reply, codes.enhanced, row.provider))
        if not found or found[0].row.slug != row.slug:
            missed.append((row.slug, found[0].row.slug if found else ""))
    assert len(missed) <= 0.02 * asked, missed
