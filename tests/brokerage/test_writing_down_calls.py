import datetime
import re

import pytest

from brokerage import services
from brokerage.models import LoggedContact
from core import clock
from core.exceptions import NotAllowed, Refused
from tests.brokerage.test_asking_for_support import text
from tests.factories.brokerage import LoggedContactFactory, SupportRequestFactory
from tests.factories.schools import PersonFactory, SchoolFactory, finance, national_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def where(client):
    """The page of a request, for a national lead."""
    client.force_login(national_lead(name="Nat Lead"))
    return f"/admin/support/{SupportRequestFactory(status='confirmed').reference}/"


def typed(client, where, **fields):
    key = re.search(r'name="log-form_key" value="([^"]+)"', client.get(where).content.decode()).group(1)
    said = {
        "kind": "call",
        "on": clock.today(),
        "with_whom": "The office",
        "text": "After half-term, please.",
        **fields,
    }
    return {"log-form_key": key} | {f"log-{name}": value for name, value in said.items()}


def test_a_national_lead_writes_down_a_call_once_however_often_it_is_sent(client, where):
    sent = typed(client, where)

    for _ in range(2):
        shown = text(client.post(f"{where}log/", sent, follow=True))

    contact = LoggedContact.objects.get()
    assert (contact.school, contact.kind, contact.by.name) == (contact.request.school, "call", "Nat Lead")
    assert "Call with The office" in shown
    assert "After half-term, please." in shown


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": ""}, "Write what was said."),
        ({"kind": "dream"}, "Choose what it was."),
        ({"on": "soon"}, "Enter a date, like 3/3/2027."),
        ({"on": clock.today() + datetime.timedelta(days=9)}, "that is still to come"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, where, fields, message):
    shown = text(client.post(f"{where}log/", typed(client, where, **fields)))

    assert message in shown
    assert "The office" in shown
    assert LoggedContact.objects.count() == 0


@pytest.mark.parametrize("role", [finance, PersonFactory])
def test_nobody_else_writes_or_reads_it(client, role):
    contact = LoggedContactFactory()
    person = role()
    with pytest.raises(NotAllowed):
        services.log_contact(school=contact.school, kind="note", on=clock.today(), text="x", by=person)
    client.force_login(contact.request.head)

    assert contact.text not in text(client.get(contact.request.get_absolute_url()))


def test_a_note_may_be_about_a_school_alone(a_lead):
    contact = services.log_contact(school=SchoolFactory(), kind="note", on=clock.today(), text="A new head", by=a_lead)

    assert contact.request is None


def test_a_kind_that_is_unknown_is_refused(a_lead):
    with pytest.raises(Refused):
        services.log_contact(school=SchoolFactory(), kind="dream", on=clock.today(), text="x", by=a_lead)
