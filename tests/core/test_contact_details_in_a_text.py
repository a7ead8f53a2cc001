"""What counts as somebody's address or number, and that a text of any length is read in the time of its length."""

import time

import pytest

from brokerage.notifications.saying import without_links
from core.logfilters import without_personal_data
from core.privacy import EMAIL, has_contact_details


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Write to ada.o'neill+x@school.example.org today", "ada.o'neill+x@school.example.org"),
        ("(ada@school.example)", "ada@school.example"),
        ("ada @ school.example", "ada @ school.example"),
        ("x" * 300 + "@school.example", "x" * 300 + "@school.example"),
        ("..-ada@school.example", "..-ada@school.example"),
        ("ada@@school.example", None),
        ("at 9@school", None),
    ],
)
def test_an_address_is_found_whole(text, address):
    found = EMAIL.search(text)

    assert (found and found[0]) == address


def test_a_log_keeps_no_address_whatever_stands_before_it():
    assert without_personal_data("'ada.b@school.example' -x%40school.example") == "'[e-mail]' -[e-mail]"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("see www.x.example/y now", "see [a link, left out] now"),
        ("see bad-place.co.uk/z.", "see [a link, left out]"),
        (".evil.com or (evil.org)", ".[a link, left out] or ([a link, left out]"),
        ("a.b.c.d of the plan", "a.b.c.d of the plan"),
    ],
)
def test_links_that_others_typed_are_left_out(text, left):
    assert without_links(text) == left


@pytest.mark.parametrize("piece", ["x", "x.", "x-", "1 ", "x@"])
def test_a_text_of_any_length_is_read_at_once(piece):
    text = piece * 250_000
    start = time.process_time()

    assert without_links(text) == text
    without_personal_data(text)
    has_contact_details(text)

    assert time.process_time() - start < 10
