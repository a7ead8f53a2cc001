import pytest

from core import outbox
from tests.factories.correspondence import queue_letter
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, finance, head_of, lead, national_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def document(school):
    return queue_letter(school=school, readers=[PersonFactory(email="reader@school.example")])


def answer(client, document, person):
    client.force_login(person)
    return client.get(document.get_absolute_url())


def test_the_named_reader_the_proven_head_and_staff_may(client, school, document):
    outbox.work_off()
    reader = document.readers.get()
    manager = PostFactory(school=school, role="business_manager", proven=True).person

    for person in (reader, head_of(school), manager, lead(), national_lead(), finance()):
        page = answer(client, document, person)
        assert page.status_code == 200
        assert page.headers["Content-Type"] == "application/pdf"
        assert b"".join(page.streaming_content).startswith(b"%PDF")


def test_for_everybody_else_it_is_not_there(client, school, document):
    outbox.work_off()
    unproven = PostFactory(school=school, head=True).person
    teacher = PostFactory(school=school, proven=True).person

    for person in (unproven, teacher, head_of(SchoolFactory()), PersonFactory()):
        assert answer(client, document, person).status_code == 404


def test_who_is_signed_out_signs_in_first_whatever_the_reference(client, document):
    for reference in (document.reference, "DOC-NONE9"):
        page = client.get(f"/documents/{reference}.pdf")
        assert (page.status_code, page.url) == (302, f"/accounts/login/?next=/documents/{reference}.pdf")


def test_while_it_is_being_made_a_page_says_so(client, document):
    page = answer(client, document, document.readers.get())

    assert page.status_code == 202
    assert "This letter is being made" in page.content.decode()
