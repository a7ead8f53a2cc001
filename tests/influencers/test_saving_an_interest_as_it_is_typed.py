"""What the nominee types is kept at once, whatever it is; it goes to the leads when it is sent, and not before."""

import uuid

import pytest

from core.exceptions import NotAllowed
from core.models import Draft
from influencers import services
from influencers.workflow import InterestStatus
from tests.factories.influencers import ExpertiseFactory, InterestFactory
from tests.factories.schools import PersonFactory, lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def interest():
    return InterestFactory()


@pytest.fixture
def nominee(client, interest):
    client.force_login(interest.person)
    return client


def typed(**changes):
    return {"biography": "Ring 01782 555 0199", "draft_version": 0, "draft_page": "laptop", **changes}


def save(client, interest, **changes):
    return client.post(f"{interest.get_absolute_url()}draft/", typed(**changes))


def test_what_is_typed_is_kept_even_if_it_could_not_be_sent(nominee, interest):
    answer = save(nominee, interest)

    said = answer.json()
    assert (said["version"], said["said"].startswith("Saved at ")) == (1, True)
    assert Draft.objects.get().answers == {"biography": ["Ring 01782 555 0199"]}
    page = nominee.get(interest.get_absolute_url()).content.decode()
    assert "Ring 01782 555 0199" in page
    assert 'name="draft_version" value="1"' in page
    interest.refresh_from_db()
    assert (interest.status, interest.biography) == ("invited", "")


def test_without_a_script_a_button_saves(nominee, interest):
    answer = nominee.post(interest.get_absolute_url(), typed(step="save"))

    assert answer.url == interest.get_absolute_url()
    assert Draft.objects.get().answers == {"biography": ["Ring 01782 555 0199"]}


def test_what_cannot_be_sent_yet_is_saved_with_the_reasons(nominee, interest):
    page = nominee.post(interest.get_absolute_url(), typed(form_key=uuid.uuid4())).content.decode()

    assert "Choose at least one strength." in page
    assert Draft.objects.get().answers == {"biography": ["Ring 01782 555 0199"]}


def test_sending_ends_the_draft(nominee, interest):
    save(nominee, interest)
    sent = {"form_key": uuid.uuid4(), "expertise": [ExpertiseFactory().slug], "stages": ["ks1"], "biography": "Clay."}

    nominee.post(interest.get_absolute_url(), typed(**sent))

    interest.refresh_from_db()
    assert (interest.status, interest.biography, Draft.objects.count()) == ("submitted", "Clay.", 0)


@pytest.mark.parametrize("step", ["save", "preview", "photograph", ""])
def test_another_device_is_asked_about_before_anything_is_overwritten(nominee, interest, step):
    save(nominee, interest, biography="From the telephone", draft_page="telephone")
    fields = {"form_key": uuid.uuid4(), "expertise": [ExpertiseFactory().slug], "stages": ["ks1"], "step": step}

    answer = nominee.post(interest.get_absolute_url(), typed(biography="From the laptop", **fields))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("From the telephone" in page, "From the laptop" in page) == (True, True)
    assert Draft.objects.get().answers == {"biography": ["From the telephone"]}
    interest.refresh_from_db()
    assert interest.status == "invited"

    kept = {"step": "save", "draft_version": 1, "draft_page": "laptop", "biography": "From the laptop"}
    assert nominee.post(interest.get_absolute_url(), kept).status_code == 302
    assert Draft.objects.get().answers == {"biography": ["From the laptop"]}


def test_the_script_is_told_of_another_device(nominee, interest):
    save(nominee, interest, draft_page="telephone")

    answer = save(nominee, interest, biography="Something else")

    assert (answer.status_code, answer.json()) == (409, {"saved_elsewhere": True})


def test_the_preview_is_of_what_is_typed(nominee, interest):
    answer = nominee.post(
        interest.get_absolute_url(), typed(step="preview", biography="I love clay.", leads_elsewhere="A hub\nA club")
    )

    page = nominee.get(answer.url).content.decode()
    assert ("I love clay." in page, "<li>A hub</li><li>A club</li>" in page) == (True, True)
    interest.refresh_from_db()
    assert interest.biography == ""


def test_a_draft_is_for_its_owner_alone(nominee, interest, client):
    save(nominee, interest)
    client.force_login(lead())

    for path in (f"{interest.get_absolute_url()}preview/", interest.get_desk_url()):
        assert "Ring 01782" not in client.get(path).content.decode()


@pytest.mark.parametrize("somebody", [lead, PersonFactory])
def test_nobody_saves_for_the_nominee(interest, somebody):
    with pytest.raises(NotAllowed):
        services.save_draft(interest, None, by=somebody())


@pytest.mark.parametrize("status", [InterestStatus.SUBMITTED, InterestStatus.ACCEPTED, InterestStatus.WITHDRAWN])
def test_after_it_was_sent_nothing_more_is_saved(client, status):
    interest = InterestFactory(status=status)
    client.force_login(interest.person)

    answer = save(client, interest)

    assert (answer.status_code, Draft.objects.count()) == (410, 0)
    assert "can’t be submitted now" in answer.json()["said"]


def test_withdrawing_ends_the_draft(nominee, interest):
    save(nominee, interest)

    services.withdraw_interest(interest, by=interest.person)

    assert Draft.objects.count() == 0


def test_too_much_is_refused_in_words_and_not_lost(nominee, interest):
    answer = nominee.post(interest.get_absolute_url(), typed(step="save", biography="x" * 60_000))

    page = answer.content.decode()
    assert ("too long to be kept" in page, "x" * 60_000 in page) == (True, True)
