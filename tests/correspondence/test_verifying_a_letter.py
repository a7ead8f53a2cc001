"""The code on a letter proves that it is ours, of what kind, its date and its total. Nothing else is said."""

import re

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import outbox
from core.references import ALPHABET, new_code, read_code
from correspondence import services
from correspondence.models import Document
from tests.factories.correspondence import queue_letter
from tests.factories.schools import PersonFactory, SchoolFactory

pytestmark = pytest.mark.django_db

VERIFY = "/verify/"


@pytest.fixture
def letter():
    """A summary that was made, in a school with a name of its own."""
    made = services.queue_document(
        "payment_summary",
        series="summary",
        title="Payment summary",
        school=SchoolFactory(name="Ash Primary School"),
        readers=[PersonFactory(name="Rhea Reader")],
        context={
            "letter_date": "2026-03-03",
            "addressee_lines": ["Hilary Head"],
            "greeting": "Hilary Head",
            "school": "Ash Primary School",
            "total": "£300.00",
        },
    )
    outbox.work_off()
    return Document.objects.get(pk=made.pk)


def answer(client, typed):
    return client.post(VERIFY, {"code": typed}).content.decode()


def test_the_address_is_the_one_that_others_rely_on():
    assert reverse("correspondence:verify") == VERIFY


def test_the_code_says_kind_date_and_total_and_nothing_else(client, letter):
    page = answer(client, letter.code)

    assert "Yes, this letter is ours" in page
    assert re.findall(r"<dd[^>]*>(.*?)</dd>", page) == [
        "Summary of a payment to a school",
        "Tuesday 3 March 2026",
        "£300.00",
    ]
    for kept in ("Ash Primary", "Hilary", "Rhea", letter.reference):
        assert kept not in page


def test_a_letter_without_a_total_says_none(client):
    queue_letter()
    outbox.work_off()

    page = answer(client, Document.objects.get().code)

    assert "Yes, this letter is ours" in page
    assert "Total" not in page


def test_it_may_be_typed_in_any_hand(client, letter):
    for typed in (letter.code.lower(), letter.code.replace("-", ""), f"  {letter.code.replace('-', ' ')} "):
        assert "Yes, this letter is ours" in answer(client, typed)


@pytest.mark.parametrize("typed", ["22222-22222", "DOC-7K3QX", "7K3QX", "' OR 1=1", "7K3QX-M2PRT-AAAAA"])
def test_an_unknown_code_gets_a_plain_no(client, letter, typed):
    assert "No, we know of no such letter" in answer(client, typed)


def test_nothing_typed_is_asked_for(client):
    assert "Type the code that is printed on the letter" in answer(client, "")


def test_a_letter_that_was_never_made_is_not_ours_yet(client):
    document = queue_letter()

    assert "No, we know of no such letter" in answer(client, document.code)


def test_guessing_is_stopped(client, letter):
    cache.clear()
    for _ in range(30):
        assert client.post(VERIFY, {"code": "22222-22222"}).status_code == 200

    assert client.post(VERIFY, {"code": letter.code}).status_code == 429


def test_looking_at_the_page_answers_nothing(client, letter):
    page = client.get(VERIFY, {"code": letter.code}).content.decode()

    assert "this letter is ours" not in page


def test_codes_are_unambiguous_and_never_the_same():
    codes = {new_code() for _ in range(500)}

    assert len(codes) == 500
    assert all(re.fullmatch(rf"[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}", code) for code in codes)
    assert {read_code(code.lower()) for code in codes} == codes


def test_the_database_refuses_two_letters_with_one_code_and_one_without():
    first, second = queue_letter(series="one"), queue_letter(series="two")

    for code in (first.code, ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.filter(pk=second.pk).update(code=code)
