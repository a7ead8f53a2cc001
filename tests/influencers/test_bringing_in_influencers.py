"""A lead brings in the influencers there are already from a CSV file: all of it or nobody, and each is asked."""

import csv
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import influencers.services as services
from core.exceptions import NotAllowed, Refused
from core.models import Change
from correspondence.models import Message
from influencers.bring_in_forms import COLUMNS, BringInForm
from influencers.models import Expertise, Influencer, Invitation
from programmes.models import Opportunity
from schools.models import Person, Post
from tests.factories.influencers import InfluencerFactory, InterestFactory
from tests.factories.schools import PersonFactory, SchoolFactory, SuccessionFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db

PAGE, ANSWERS = "/admin/bring-in/", "/admin/brought-in/"
ASKED = "influencer_brought_in"


@pytest.fixture
def school():
    return SchoolFactory(name="Saggar Lane Primary")


@pytest.fixture
def by():
    return lead()


@pytest.fixture
def desk(client, by):
    client.force_login(by)
    return client


def row(school, **changes):
    term = Expertise.objects.first()
    values = {"name": "Asha Malik", "e-mail": "Asha@saggar.example", "urn": school.urn, "strengths": term.name,
              "key stages": "KS1; ks2"}  # fmt: skip
    return values | changes


def file_of(*rows, encoding="utf-8"):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    names = [name.partition(" (")[0] for name in COLUMNS]
    writer.writerows([[each.get(name, "") for name in names] for each in rows])
    return SimpleUploadedFile("influencers.csv", text.getvalue().encode(encoding))


def check(desk, *rows, **more):
    return desk.post(PAGE, {"file": file_of(*rows, **more), "form_key": uuid.uuid4()})


def confirm(desk, page):
    carried = page.context["form"]
    sent = {name: carried[name].value() for name in ("text", "form_key")}
    return desk.post(PAGE, {**sent, "step": "send"})


def wrong_with(desk, *rows):
    page = check(desk, *rows)
    assert page.status_code == 200
    assert "Nobody was brought in" in page.content.decode()
    assert not Influencer.objects.exists()
    return page.context["form"].bad_rows


def test_the_file_is_looked_at_first_and_asks_nobody(desk, school):
    page = check(desk, row(school))

    assert "This person will be asked" in page.content.decode()
    assert (Influencer.objects.count(), Person.objects.known_as("asha@saggar.example")) == (0, None)


def test_each_becomes_an_influencer_whom_nobody_sees_and_is_asked_by_mail(desk, by, school):
    achieved = Opportunity.objects.first()
    page = check(desk, row(school, biography="I love circuits.", achieved=achieved.name,
                           **{"could ask for": "Rockets; Circuits", "role": "Science leader"}))  # fmt: skip
    answer = confirm(desk, page)

    assert (answer.status_code, answer["Location"]) == (302, ANSWERS)
    influencer = Influencer.objects.get()
    post = Post.objects.get(person=influencer.person)
    assert (influencer.person.email, influencer.status, influencer.consented_at) == (
        "asha@saggar.example", "unpublished", None,
    )  # fmt: skip
    assert (influencer.biography, influencer.offers) == ("I love circuits.", ["Rockets", "Circuits"])
    assert [stage.value for stage in influencer.stages] == ["ks1", "ks2"]
    assert influencer.achievements == [achieved]
    assert (post.school, post.role, post.proven_by) == (school, "science_leader", by)
    assert [message.person for message in Message.objects.filter(kind=ASKED)] == [influencer.person]
    assert Change.objects.of(influencer).get(action="bring_in").by == by


def test_the_same_button_twice_and_the_same_file_again_ask_nobody_twice(desk, school):
    page = check(desk, row(school))
    confirm(desk, page)
    confirm(desk, page)
    again = desk.post(PAGE, {"file": file_of(row(school)), "form_key": uuid.uuid4()}, follow=True)

    assert (Influencer.objects.count(), Message.objects.filter(kind=ASKED).count()) == (1, 1)
    assert "Everybody in the file is a science influencer already. Nothing was changed." in again.content.decode()


def test_whoever_is_an_influencer_already_stays_as_they_are(desk, school):
    there = InfluencerFactory(biography="As it was.")
    page = check(desk, row(school), row(school, **{"e-mail": there.person.email, "biography": "Other words."}))

    assert page.context["known"] == 1
    confirm(desk, page)
    there.refresh_from_db()
    assert (there.biography, Influencer.objects.count()) == ("As it was.", 2)


def test_one_bad_row_and_nobody_is_brought_in(desk, school):
    wrong = wrong_with(desk, row(school), row(school, **{"e-mail": "asha"}))

    assert wrong == [(3, "e-mail", "“asha” is not an e-mail address.")]


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"name": ""}, "name", "it is empty."),
        ({"urn": "999999"}, "urn", "the register has no school with the URN “999999”."),
        ({"urn": ""}, "urn", "it is empty."),
        ({"key stages": ""}, "key stages", "give at least one, with a semicolon between two."),
        ({"key stages": "KS9"}, "key stages", "we don’t know “KS9”. Write EYFS, KS1 or KS2."),
        ({"role": "Headteacher"}, "role", "write science leader or teacher, or leave it empty for teacher."),
        ({"biography": "Ring 01782 496 0123"}, "biography", "Leave out e-mail addresses and telephone numbers: "
         "people get in touch through SATC."),
        ({"could ask for": "x" * 601}, "could ask for", "keep it to 600 characters. This is 601."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_by_row_and_column(desk, school, changes, column, words):
    assert (2, column, words) in wrong_with(desk, row(school, **changes))


def test_an_unknown_strength_is_told_the_nearest(desk, school):
    name = Expertise.objects.first().name

    [(_, column, words)] = wrong_with(desk, row(school, strengths=name[:-2] + "zz"))

    assert (column, words) == ("strengths", f"we don’t know “{name[:-2]}zz”. Do you mean “{name}”?")


def test_a_closed_school_an_address_twice_and_somebody_on_their_way_are_refused(desk, school, by):
    closed = SchoolFactory(name="Old Kiln Primary", closed=True)
    interest = InterestFactory()
    rows = [
        row(closed),
        row(school),
        row(school, **{"e-mail": interest.person.email}),
        row(school, **{"e-mail": by.email}),
    ]

    assert wrong_with(desk, *rows) == [
        (2, "urn", "Old Kiln Primary is closed. Give the school they work at now."),
        (3, "e-mail", "it is in row 2 too."),
        (4, "e-mail", f"they are on their way already, by {interest.reference}."),
        (5, "e-mail", "this is you. Another SATC lead has to bring you in."),
    ]


def test_a_closed_school_names_who_took_over(desk):
    link = SuccessionFactory(school__name="Old Kiln Primary", successor__name="New Kiln Academy")

    [(_, _, words)] = wrong_with(desk, row(link.school))

    assert words == (
        f"Old Kiln Primary is closed. Its successor is New Kiln Academy (URN {link.successor.urn}). "
        "Give the school they work at now."
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_names_are_read_however_the_spreadsheet_saved_them(desk, school, encoding):
    page = check(desk, row(school, name="Zoë Müller"), encoding=encoding)
    confirm(desk, page)

    assert Influencer.objects.get().person.name == "Zoë Müller"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04", "That is a spreadsheet. Save it as CSV"),
        (b"a,b\n1,2\n", "The file has no column called “name”."),
        (",".join(COLUMNS).encode(), "The file has no rows below its heading."),
        (b"", "The file is empty."),
    ],
)
def test_what_is_no_list_of_influencers_is_refused(desk, content, words):
    page = desk.post(PAGE, {"file": SimpleUploadedFile("a.csv", content), "form_key": uuid.uuid4()})

    assert words in page.content.decode()


def test_what_comes_back_from_the_check_is_read_anew(desk, school):
    page = check(desk, row(school))
    carried = page.context["form"]
    altered = carried["text"].value().replace("Asha@saggar.example", "nobody")

    answer = desk.post(PAGE, {"text": altered, "form_key": carried["form_key"].value(), "step": "send"})

    assert answer.context["form"].bad_rows == [(2, "e-mail", "“nobody” is not an e-mail address.")]
    assert not Influencer.objects.exists()


def test_the_template_is_what_the_form_reads(desk, school):
    heading = desk.get("/admin/bring-in/template/").content.decode("utf-8-sig").strip()

    assert heading == ",".join(COLUMNS)


@pytest.fixture
def asked(by, school):
    """Somebody who was brought in and hasn’t answered."""
    text = file_of(row(school, biography="I love circuits.")).read().decode()
    form = BringInForm({"text": text, "form_key": uuid.uuid4()}, by=by)
    assert form.is_valid(), form.errors
    services.bring_in(form.rows, by=by)
    return Invitation.objects.get()


def test_consent_publishes_and_answers(asked, client):
    client.force_login(asked.influencer.person)
    assert "Look at your page, and say whether schools may find it" in client.get("/my/").content.decode()

    client.post("/my/profile/publish/", {"agrees": "on", "form_key": uuid.uuid4()})

    asked.refresh_from_db()
    assert (asked.influencer.status, asked.answered_at is not None) == ("published", True)
    assert "Look at your page" not in client.get("/my/").content.decode()


def test_they_may_rather_not_be_listed_and_the_leads_hear_of_it(asked, client):
    client.force_login(asked.influencer.person)

    for _ in range(2):
        client.post("/my/profile/stay-unlisted/")

    asked.refresh_from_db()
    assert (asked.influencer.status, asked.answered_at is not None) == ("unpublished", True)
    assert Message.objects.filter(kind="profile_left").count() == 1


def test_they_are_asked_once_more_and_no_more(asked, by, desk):
    page = desk.get(ANSWERS).content.decode()
    assert "0 of 1 has said" in page

    services.ask_again(asked, by=by)

    assert Message.objects.filter(kind=ASKED).count() == 2
    with pytest.raises(Refused, match="has been asked twice"):
        services.ask_again(asked, by=by)


def test_whoever_has_answered_is_not_asked_again(asked, by):
    services.agree_and_publish(asked.influencer, by=asked.influencer.person)

    with pytest.raises(Refused, match="has answered"):
        services.ask_again(asked, by=by)


@pytest.mark.parametrize("role", [PersonFactory, national_lead, finance])
def test_only_a_lead_brings_in_and_asks_again(asked, role):
    with pytest.raises(NotAllowed):
        services.bring_in([], by=role())
    with pytest.raises(NotAllowed):
        services.ask_again(asked, by=role())


def queries_of(client, act):
    with CaptureQueriesContext(connection) as asked:
        assert act(client).status_code == 200
    return len(asked)


def test_pages_ask_as_much_for_three_as_for_one(desk, by, school):
    rows = [row(SchoolFactory(), **{"e-mail": f"a{number}@saggar.example"}) for number in range(3)]

    def checked(number):
        return queries_of(desk, lambda client: check(client, *rows[:number]))

    def listed():
        return queries_of(desk, lambda client: client.get(ANSWERS))

    checked(1)
    assert checked(1) == checked(3) <= 15
    first = confirm(desk, check(desk, rows[0])) and listed()
    confirm(desk, check(desk, *rows))
    assert listed() == first <= 10
    assert reverse("influencers_desk:brought_in") == ANSWERS
