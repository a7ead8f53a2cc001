from django.core import mail

from core import outbox
from core.models import Change
from correspondence.models import Message


def test_a_message_goes_as_text_and_html_under_an_id_fixed_by_its_reference(nomination, settings):
    outbox.work_off()

    message, sent = Message.objects.get(kind="nomination_confirm"), mail.outbox[0]
    assert message.status == "sent"
    assert sent.to == ["imogen.thursby@saggarlane.example"]
    assert sent.subject == "Please confirm your nomination of Callum Wray"
    assert sent.extra_headers == {"Message-ID": f"<{message.reference}@127.0.0.1>"}
    assert "Hello Imogen Thursby,\n" in sent.body
    html, kind = sent.alternatives[0]
    assert kind == "text/html"
    assert "/links/" in html
    assert [change.action for change in Change.objects.of(message)] == ["queue", "finish"]


def test_a_message_that_is_sent_again_carries_the_same_id(nomination):
    message = outbox.lease(Message, Message.objects.get().pk)
    message.make()
    Message.objects.update(leased_until=None)

    outbox.work_off()

    assert len({sent.extra_headers["Message-ID"] for sent in mail.outbox}) == 1
    assert len(mail.outbox) == 2


def test_what_people_typed_is_escaped_in_html(nomination):
    Message.objects.update(name="<b>Imogen</b>")

    outbox.work_off()

    assert "<b>Imogen</b>" in mail.outbox[0].body
    assert "&lt;b&gt;Imogen&lt;/b&gt;" in mail.outbox[0].alternatives[0].content


def test_a_mail_server_that_refuses_is_tried_again_later(nomination, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        9,
    )

    outbox.work_off()

    message = Message.objects.get()
    assert (message.status, message.attempts) == ("queued", 1)
    assert "ConnectionRefusedError" in message.last_error
    assert message.next_try_at > message.queued_at
