"""A link names a purpose, an object and a person; it dies with its state and after 14 days (ADR 0005)."""

import datetime

import time_machine
from django.core import mail
from django.utils import timezone

from core import outbox
from correspondence.models import Message
from influencers.workflow import NominationStatus


def test_a_link_opens_a_page_with_a_button_and_changes_nothing(client, nomination, mailed_link):
    page = client.get(mailed_link)

    assert page.status_code == 200
    assert "Confirm the nomination" in page.content.decode()
    nomination.refresh_from_db()
    assert nomination.status == NominationStatus.SUBMITTED


def test_the_button_does_what_the_link_is_for(client, nomination, mailed_link):
    answer = client.post(mailed_link)

    assert (answer.status_code, answer.url) == (302, f"/track/{nomination.reference}/")
    nomination.refresh_from_db()
    assert nomination.status == NominationStatus.CONFIRMED
    assert client.get(answer.url).status_code == 200


def test_a_used_link_says_so_and_offers_a_new_one(client, nomination, mailed_link):
    client.post(mailed_link)

    for ask in (client.get, client.post):
        page = ask(mailed_link)
        assert page.status_code == 410
        assert "This link has done its work" in page.content.decode()


def test_a_link_dies_after_14_days(client, nomination, mailed_link):
    with time_machine.travel(timezone.now() + datetime.timedelta(days=14, minutes=1)):
        page = client.post(mailed_link)

    assert page.status_code == 410
    assert "This link is too old" in page.content.decode()
    nomination.refresh_from_db()
    assert nomination.status == NominationStatus.SUBMITTED


def test_an_old_link_can_be_renewed_and_the_new_one_works(client, nomination, mailed_link):
    with time_machine.travel(timezone.now() + datetime.timedelta(days=20)):
        page = client.post(f"{mailed_link}renew/")
        outbox.work_off()
        assert page.status_code == 200
        assert mail.outbox[-1].to == [nomination.head_email]
        assert client.get("/links/" + mail.outbox[-1].body.split("/links/")[1].split()[0]).status_code == 200


def test_an_altered_link_is_refused_in_words(client, mailed_link):
    for altered in (mailed_link[:-3] + "/", mailed_link.replace("/links/", "/links/x"), "/links/nonsense/"):
        page = client.post(altered)
        assert page.status_code == 404
        assert "This link doesn’t work" in page.content.decode()


def test_a_link_is_never_stored(nomination, mailed_link):
    token = mailed_link.split("/")[2]
    kept = Message.objects.get(kind="nomination_confirm")

    assert token not in kept.text
    assert token not in str(kept.context)
    assert "[a link that only they have]" in kept.text


def test_a_link_is_not_logged(client, mailed_link, caplog):
    client.get(mailed_link.replace("/links/", "/links/x"))

    assert mailed_link.split("/")[2] not in caplog.text
