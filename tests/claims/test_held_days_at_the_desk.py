"""A held day at the desk: how it is answered, and how it is turned down."""

import pytest

from tests.claims.reading import act, text_of
from tests.factories.claims import FundedDayFactory
from tests.factories.schools import PostFactory, SchoolFactory, lead, national_lead

pytestmark = pytest.mark.django_db


def test_a_held_day_is_answered_with_one_of_their_schools(client):
    day = FundedDayFactory(held=True)
    schools = [PostFactory(person=day.person).school for _ in range(2)]
    by = lead()
    client.force_login(by)
    page = client.get(f"/admin/days/{day.pk}/").content.decode()
    assert all(f'value="{school.pk}"' in page for school in schools)

    response = act(client, by, f"/admin/days/{day.pk}/", school=schools[1].pk)

    day.refresh_from_db()
    assert (day.status, day.school) == ("live", schools[1])
    assert f"The day is funded, and {day.person} can claim it now." in text_of(response)


def test_a_held_day_of_somebody_without_a_school_is_answered_with_the_school_box(client):
    day, school = FundedDayFactory(held=True), SchoolFactory()
    path = f"/admin/days/{day.pk}/"

    wrong = act(client, lead(), path, school="999999")
    assert "No open school matches “999999”" in text_of(wrong)

    act(client, lead(), path, school=str(school.urn))
    day.refresh_from_db()
    assert (day.status, day.school) == ("live", school)


def test_a_refused_answer_is_said_on_the_page(client):
    taken = FundedDayFactory(part="morning")
    day = FundedDayFactory(held=True, person=taken.person, on=taken.on)

    response = act(client, lead(), f"/admin/days/{day.pk}/", school=str(SchoolFactory().urn))

    assert "already has that morning funded" in text_of(response)


def test_a_national_lead_sees_a_held_day_and_does_not_answer(client):
    day, by = FundedDayFactory(held=True), national_lead()
    client.force_login(by)

    assert "A SATC lead answers this." in text_of(client.get(f"/admin/days/{day.pk}/"))
    assert act(client, by, f"/admin/days/{day.pk}/", school=str(SchoolFactory().urn)).status_code == 403
    assert act(client, by, f"/admin/days/{day.pk}/", school="").status_code == 403
    assert act(client, by, f"/admin/days/{day.pk}/turn-down/", reason="No.").status_code == 403


def test_a_held_day_is_turned_down_with_a_reason(client):
    day, by = FundedDayFactory(held=True), lead()
    path = f"/admin/days/{day.pk}/turn-down/"

    assert "Say why." in text_of(act(client, by, path, reason=""))
    act(client, by, path, reason="It is funded twice.")

    day.refresh_from_db()
    assert day.status == "void"
