import pytest

from brokerage import services
from brokerage.models import SupportRequest
from core.exceptions import NotAllowed, Refused
from core.models import Change
from schools.models import Person, Post
from tests.factories.influencers import ExpertiseFactory, InfluencerFactory
from tests.factories.schools import PersonFactory, SchoolFactory
from tests.messages import delivered, queued

pytestmark = pytest.mark.django_db


def typed(**fields):
    """What a science leader types."""
    return {
        "school": fields.pop("school", None) or SchoolFactory(),
        "requester_name": "Sam Reed",
        "requester_email": "Sam@School.example",
        "requester_role": "science_leader",
        "head_name": "Joan Hall",
        "head_email": "Joan@school.example",
        "need": "Help with assessing enquiry.",
        **fields,
    }


def test_it_is_kept_as_typed_with_addresses_in_lower_case():
    area, wanted = ExpertiseFactory(), InfluencerFactory()

    request = services.submit_request(**typed(areas=[area], interest_in=wanted, why_now="A new science leader"))

    request.refresh_from_db()
    assert (request.requester_email, request.head_email, request.science_leader_email) == (
        "sam@school.example",
        "joan@school.example",
        "sam@school.example",
    )
    assert (request.science_leader_name, request.head_name) == ("Sam Reed", "Joan Hall")
    assert (list(request.areas.all()), request.interest_in, request.status) == ([area], wanted, "submitted")


def test_a_head_fills_the_heads_seat():
    request = services.submit_request(
        **typed(
            requester_role="headteacher",
            head_name="",
            head_email="",
            science_leader_name="Ann Low",
            science_leader_email="ann@school.example",
        )
    )

    assert (request.head_name, request.head_email) == ("Sam Reed", "sam@school.example")
    assert (request.science_leader_name, request.science_leader_email) == ("Ann Low", "ann@school.example")


def test_nobody_is_written_or_changed_before_it_is_confirmed():
    known = PersonFactory(email="joan@school.example", name="Joan E Hall")

    services.submit_request(**typed())

    known.refresh_from_db()
    assert (known.name, list(Person.objects.all()), Post.objects.count()) == ("Joan E Hall", [known], 0)


def test_the_sender_is_asked_to_confirm_and_the_step_is_recorded():
    request = services.submit_request(**typed())

    assert queued() == [("confirm_request", "sam@school.example")]
    assert [(change.action, change.by) for change in Change.objects.of(request)] == [("submit", None)]
    assert "/links/" in delivered()[0].body


def test_a_lead_enters_one_for_somebody_who_still_confirms_it(a_lead):
    request = services.submit_request(**typed(entered_by=a_lead))

    assert (request.entered_by, request.status) == (a_lead, "submitted")
    assert "Maureen Okafor wrote it down" in delivered()[0].body


def test_only_a_lead_enters_one_for_somebody(not_a_lead):
    with pytest.raises(NotAllowed):
        services.submit_request(**typed(entered_by=not_a_lead))


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"need": "  "}, "Say what would help."),
        (
            {"head_email": ""},
            "Give the name and the school e-mail address of the headteacher and of the science leader.",
        ),
        ({"head_email": "joan"}, "“joan” is not an e-mail address."),
    ],
)
def test_what_is_missing_is_refused_in_words(fields, reason):
    with pytest.raises(Refused, match=reason):
        services.submit_request(**typed(**fields))

    assert SupportRequest.objects.count() == 0


@pytest.mark.parametrize(
    ("school", "reason"),
    [({"closed": True}, "is not open in the register"), ({"la_code": "860"}, "is outside the city that SATC serves")],
)
def test_a_school_that_is_closed_or_outside_the_city_cannot_ask(school, reason):
    with pytest.raises(Refused, match=reason):
        services.submit_request(**typed(school=SchoolFactory(**school)))

    assert SupportRequest.objects.count() == 0


def test_the_city_is_a_setting(settings):
    settings.SATC_LA_CODE = "860"

    assert services.submit_request(**typed(school=SchoolFactory(la_code="860"))).status == "submitted"
