"""Whether an e-mail address is one of the school's, told in plain words and never a reason to refuse."""

import pytest

from core import clock
from schools import services, waiting
from schools.domains import doubt_about
from schools.models import School
from tests.factories.schools import PeriodFactory, PostFactory, finance, lead, national_lead


@pytest.mark.parametrize(
    ("email", "website"),
    [
        ("head@st-marys.stoke.sch.uk", "https://www.st-marys.stoke.sch.uk/"),
        ("head@office.st-marys.stoke.sch.uk", "st-marys.stoke.sch.uk"),
        ("head@stmarys.org.uk", "http://www.school.stmarys.org.uk/welcome?x=1"),
        ("head@staff.stmarys.co.uk", "HTTP://WWW.StMarys.co.uk"),
        ("head@stmarys.example", "www.stmarys.example:8080/home"),
        ("head@stmarys.primarysite.net", "stmarys.primarysite.net"),
    ],
)
def test_addresses_of_the_schools_own_domain(email, website):
    assert doubt_about(email, School(website=website)) == ""


@pytest.mark.parametrize(
    ("email", "website", "ends_in", "site"),
    [
        ("head@gmail.com", "https://www.st-marys.stoke.sch.uk", "gmail.com", "st-marys.stoke.sch.uk"),
        ("head@st-peters.stoke.sch.uk", "st-marys.stoke.sch.uk", "st-peters.stoke.sch.uk", "st-marys.stoke.sch.uk"),
        ("head@stpeters.org.uk", "stmarys.org.uk", "stpeters.org.uk", "stmarys.org.uk"),
        ("head@trust.example", "stmarys.example", "trust.example", "stmarys.example"),
        ("a@peters.primarysite.net", "marys.primarysite.net", "peters.primarysite.net", "marys.primarysite.net"),
    ],
)
def test_addresses_elsewhere(email, website, ends_in, site):
    words = f"The address ends in {ends_in}; the school’s website is {site}."

    assert doubt_about(email, School(website=website)) == words


@pytest.mark.parametrize("website", ["", "   ", "none", "http://[", "//"])
def test_no_website_is_known(website):
    assert doubt_about("head@gmail.com", School(website=website)) == (
        "The address ends in gmail.com; we know of no website of the school to compare it with."
    )


@pytest.mark.django_db
def test_heads_and_business_managers_whom_nobody_has_proven_wait_for_a_lead_with_the_flag():
    by = lead()
    PeriodFactory()
    head = PostFactory(head=True, person__email="head@gmail.com", school__website="marl.example")
    office = PostFactory(role="business_manager", school__website="school.example")
    PostFactory(role="science_leader")
    PostFactory(head=True, ends_on="2025-01-01")
    PostFactory(head=True, proven=True)

    found = [(item.text, item.detail) for item in waiting.desk_for(by)]

    assert found == [
        (
            f"Is {head.person} the headteacher of {head.school}?",
            "The address ends in gmail.com; the school’s website is marl.example.",
        ),
        (f"Is {office.person} the school business manager of {office.school}?", ""),
    ]
    services.prove_post(head, by=by)
    services.end_post(office, ends_on=clock.today().replace(year=2025), by=by)
    assert waiting.desk_for(by) == []


@pytest.mark.django_db
@pytest.mark.parametrize("someone", [national_lead, finance])
def test_they_wait_for_nobody_else(someone):
    PostFactory(head=True)

    assert waiting.desk_for(someone()) == []
