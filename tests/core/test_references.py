import re

import pytest

from core.references import ALPHABET, new_reference
from core.templatetags.words import whole_references
from programmes.models import Event

pytestmark = pytest.mark.django_db


def event(**fields):
    return Event.objects.create(
        **{"kind": "meeting", "title": "Meeting", "on": "2026-11-24", "part": "morning", "venue": "Hall", **fields}
    )


def test_a_reference_has_a_prefix_and_no_letters_that_are_mistaken_for_digits():
    assert not set("0O1IL") & set(ALPHABET)
    assert re.fullmatch(rf"EVT-[{ALPHABET}]{{5}}", new_reference("EVT"))


def test_a_thing_gets_its_reference_when_it_is_first_saved_and_keeps_it():
    meeting = event()
    reference = meeting.reference
    meeting.title = "Another title"
    meeting.save()
    meeting.refresh_from_db()
    assert reference.startswith("EVT-")
    assert meeting.reference == reference


def test_two_things_never_share_a_reference(monkeypatch):
    first = event()
    drawn = iter([*first.reference.removeprefix("EVT-"), *"22222"])
    monkeypatch.setattr("core.references.secrets.choice", lambda letters: next(drawn))
    assert event().reference == "EVT-22222"


def test_a_reference_in_a_text_is_kept_on_one_line_and_the_text_is_escaped():
    written = whole_references("Read <b> DEP-K69DE · NOM-IIIII")

    assert written == 'Read &lt;b&gt; <span class="text-nowrap">DEP-K69DE</span> · NOM-IIIII'
