import pytest
from django.db import IntegrityError, connection, transaction

from core.exceptions import TransitionRefused
from core.models import Change
from core.workflow import move
from programmes.models import Place
from programmes.workflow import PlaceStatus
from tests.core.test_references import event
from tests.factories.schools import PersonFactory, lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place.objects.create(event=event(), person=PersonFactory())


def test_a_step_sets_the_status_and_records_who_did_it_and_why(place):
    by = lead()

    move(place, "cancel", by=by, reason="Ill on the day")

    change = Change.objects.of(place).get()
    assert place.status == PlaceStatus.CANCELLED
    assert (change.flow, change.action, change.by, change.reason) == ("place", "cancel", by, "Ill on the day")
    assert (change.from_status, change.to_status) == ("booked", "cancelled")


def test_a_refused_step_says_what_may_be_done_instead_and_records_nothing(place):
    by, place.status = lead(), PlaceStatus.ATTENDED

    with pytest.raises(TransitionRefused) as refusal:
        move(place, "cancel", by=by)

    assert str(refusal.value) == (
        "This place can’t be cancelled now: it is attended. It can be put back to booked, to be recorded anew."
    )
    assert not Change.objects.of(place).exists()


@pytest.mark.parametrize(
    "statement", ["UPDATE core_change SET reason = 'another'", "DELETE FROM core_change"], ids=["update", "delete"]
)
def test_a_recorded_change_is_never_altered(place, statement):
    move(place, "cancel", by=lead(), reason="Ill on the day")

    with pytest.raises(IntegrityError, match="never altered"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Change.objects.of(place).get().reason == "Ill on the day"
