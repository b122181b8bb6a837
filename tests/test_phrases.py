"""Phrases of the reasons: a sentence as a mail system, a gateway or a person says it, and what it tells."""

from collections import Counter

import pytest
from django.conf import settings

from catalog.fixtures import read_folder
from catalog.likeness import Likeness
from catalog.phrases import Phrase, Phrases
from catalog.wording import Wording, normalise

REASONS = read_folder(settings.BASE_DIR / "fixtures")["reason"]

SAID = [
    # userunknown
    ("The mailbox of j.miller does not exist on this server.", "userunknown"),
    ("Sorry, we have no user by that name here.", "userunknown"),
    ("We don't know this person.", "userunknown"),
    ("Jane Miller no longer works here.", "userunknown"),
    ("The person you wrote to has left the company.", "userunknown"),
    ("This email address is no longer in use.", "userunknown"),
    ("The recipient's e-mail address couldn't be found.", "userunknown"),
    ("%MAIL-E-NOSUCHUSR, no such user SMITH at node VAX1", "userunknown"),
    ("Unrecognised O/R name", "userunknown"),
    ("Diese Adresse wird nicht mehr verwendet.", "userunknown"),
    ("Herr Maier ist nicht mehr bei uns.", "userunknown"),
    ("Der Empfänger ist auf diesem Server unbekannt.", "userunknown"),
    ("L'adresse du destinataire n'existe plus.", "userunknown"),
    ("El usuario indicado no existe en este servidor.", "userunknown"),
    ("O destinatário informado não foi encontrado.", "userunknown"),
    ("L'indirizzo indicato non esiste.", "userunknown"),
    ("De gebruiker kees bestaat niet.", "userunknown"),
    ("Adresat jan@example.com nie istnieje.", "userunknown"),
    ("Mottagaren finns inte.", "userunknown"),
    ("Brugeren findes ikke på serveren.", "userunknown"),
    ("Osoitetta ei löydy.", "userunknown"),
    ("Получатель ivan@example.com не найден.", "userunknown"),
    ("Такого пользователя нет.", "userunknown"),
    ("Kullanıcı bulunamadı.", "userunknown"),
    ("ご指定のメールアドレスは存在しません。", "userunknown"),
    ("佐藤は先月末で退職いたしました。", "userunknown"),
    ("このアドレスは廃止されました。", "userunknown"),
    ("收件人地址不存在。", "userunknown"),
    ("查無此帳號。", "userunknown"),
    ("사용자를 찾을 수 없습니다.", "userunknown"),
    # The same predicate of somebody or something else
    ("Recipient address rejected: the domain example.com does not exist.", "hostunknown"),
    ("The domain of the recipient address could not be found.", "hostunknown"),
    ("Domain does not exist: example.com", "hostunknown"),
    ("The sender address does not exist.", "rejected"),
    ("宛先のドメインが見つかりません。", "hostunknown"),
    ("送信者アドレスが存在しません。", "rejected"),
    ("Домен example.com не найден.", "hostunknown"),
    # hasmoved
    ("My new address is jane@example.com.", "hasmoved"),
    ("This address is no longer in use, please use info@example.com.", "hasmoved"),
    ("アドレスが変わりました。", "hasmoved"),
    ("Unsere neue Adresse lautet info@example.com", "hasmoved"),
    # mailboxfull, systemfull, emailtoolarge, ratelimited
    ("The mailbox of jane@example.com is full.", "mailboxfull"),
    ("The user has exceeded his disk quota.", "mailboxfull"),
    ("Das Postfach von Maier ist voll.", "mailboxfull"),
    ("La boîte aux lettres du destinataire est pleine.", "mailboxfull"),
    ("El buzón del usuario está lleno.", "mailboxfull"),
    ("A caixa postal está cheia.", "mailboxfull"),
    ("Почтовый ящик переполнен.", "mailboxfull"),
    ("ご指定のメールボックスは容量を超えています。", "mailboxfull"),
    ("对方邮箱空间已满", "mailboxfull"),
    ("사서함이 가득 찼습니다.", "mailboxfull"),
    ("The disk is full, no space left on disk", "systemfull"),
    ("The user has exceeded the sending limit", "ratelimited"),
    ("The message is too large for our system.", "emailtoolarge"),
    ("The size of your mail exceeds the limit of 10 MB.", "emailtoolarge"),
    ("Die Nachricht ist zu groß.", "emailtoolarge"),
    ("Le message dépasse la taille maximale autorisée.", "emailtoolarge"),
    ("メールのサイズが制限値を超えています。", "emailtoolarge"),
    ("邮件大小超过限制", "emailtoolarge"),
    ("Message exceeds the maximum number of recipients", "ratelimited"),
    ("Too many simultaneous sessions from your host", "ratelimited"),
    # suspend, filtered
    ("This account has been temporarily suspended.", "suspend"),
    ("account jane locked by administrator", "suspend"),
    ("Das Konto wurde gesperrt.", "suspend"),
    ("La cuenta ha sido suspendida.", "suspend"),
    ("Учетная запись заблокирована.", "suspend"),
    ("このアカウントは凍結されています。", "suspend"),
    ("Your mail is being held until you confirm your message.", "filtered"),
    ("The recipient only accepts mail from known senders.", "filtered"),
    ("受信拒否されました", "filtered"),
    # the sender
    ("You are not allowed to post to this list.", "rejected"),
    ("Your domain has been blacklisted.", "rejected"),
    ("Your IP address 192.0.2.1 is listed in a blacklist.", "blocked"),
    ("Temporarily greylisted, try again later", "blocked"),
    ("No reverse DNS for 192.0.2.1", "requireptr"),
    ("Rejected: reverse DNS lookup for 192.0.2.1 failed", "requireptr"),
    ("The message did not pass DMARC", "authfailure"),
    ("Relaying to example.com denied", "norelaying"),
    ("中継は許可されていません", "norelaying"),
    ("SMTP authentication required", "securityerror"),
    # the message
    ("554 5.7.0 Bounce, id=12345-01 - spam", "spamdetected"),
    ("Bounce, id=12345-01 - BANNED: .exe", "virusdetected"),
    ("Bounce, id=12345-01 - INFECTED: Eicar", "virusdetected"),
    ("Your message was classified as possible spam.", "spamdetected"),
    ("Ihre Nachricht wurde als Spam eingestuft.", "spamdetected"),
    ("迷惑メールと判断されました", "spamdetected"),
    ("The virus W32/Foo was found in your message.", "virusdetected"),
    ("添付ファイルからウイルスが見つかりました。", "virusdetected"),
    ("В письме обнаружен вирус", "virusdetected"),
    ("The message violates our e-mail policy.", "policyviolation"),
    ("Attachments are not allowed.", "policyviolation"),
    ("社内規定により、この添付ファイルは受信できません。", "policyviolation"),
    # Phrases of several reasons: all the words decide; a longer phrase has the shorter one in it.
    ("You do not have permission to send to this recipient. 550 5.7.1 Unable to relay for user", "norelaying"),
    ("Name service error for name=example.org type=A: Host not found", "hostunknown"),
    ("It contains a banned file attachment", "policyviolation"),
    # the way
    ("Delivery of your message is delayed; we will continue to try to deliver it.", "expired"),
    ("Gave up trying after many attempts", "expired"),
    ("The connection was refused by peer: connection to mx.example.com refused", "networkerror"),
    ("Mail loop detected", "networkerror"),
    ("Server is overloaded, come back later", "systemerror"),
    ("システム障害が発生しています", "systemerror"),
    ("STARTTLS is not supported", "failedstarttls"),
    ("The domain accepts no mail", "notaccept"),
]  # fmt: skip

#: Advice and courtesies that stand in notices of any cause, and words of mails that are none.
TELLS_NOTHING = [
    "Please check the spelling of the address and try again.",
    "Check that the mailbox is not full.",
    "The mailbox may be full or the user may not exist.",
    "This is an automatic notice. Do not reply to this message.",
    "If the problem persists, contact your administrator.",
    "Make sure that the message is not larger than your provider allows.",
    "We will get back to you within two days.",
    "The attachment is a report of our company's policy.",
    "Is your mail blocked? Ask your provider.",
    "Your message could not be delivered to the following recipients:",
    "This mail was scanned for viruses and spam.",
    "No virus was sent with this message.",
    "Bitte prüfen Sie die Adresse und versuchen Sie es erneut.",
    "Vérifiez l'adresse et réessayez.",
    "Проверьте адрес и попробуйте ещё раз.",
    "アドレスに誤りがないかご確認ください。",
    "このメールは自動送信です。返信いただいてもお答えできません。",
    "请检查收件人地址是否正确。",
]  # fmt: skip


@pytest.fixture(scope="module")
def book():
    phrases = [
        (Phrase(slug, wording, frame), Wording.parse(wording))
        for slug, row in REASONS.items()
        for frame, wordings in ((False, row["phrases"]), (True, row["frames"]))
        for wording in wordings
    ]
    return Phrases(phrases, Likeness((wording, slug) for slug, row in REASONS.items() for wording in row["phrases"]))


def reason_of(book: Phrases, sentence: str) -> str:
    """The reason that the phrases give for ``sentence``; ``""`` where none, or only a frame, stands in it."""
    phrase = book.telling(normalise(sentence))
    return phrase.reason if phrase and not phrase.frame else ""


@pytest.mark.parametrize(("sentence", "reason"), SAID)
def test_sentence_tells_its_reason(book, sentence, reason):
    assert reason_of(book, sentence) == reason


@pytest.mark.parametrize("sentence", TELLS_NOTHING)
def test_advice_tells_nothing(book, sentence):
    assert reason_of(book, sentence) == ""


def test_phrases_are_sorted_in_normal_form_and_of_one_reason_only():
    every = [wording for row in REASONS.values() for wording in row["phrases"] + row["frames"]]
    assert [wording for wording, times in Counter(every).items() if times > 1] == []
    assert [wording for wording in every if normalise(wording) != wording] == []
    assert all(row["phrases"] == sorted(row["phrases"]) for row in REASONS.values())
