import re

import pytest
from django.core import mail

import influencers.services as influencers
from core import outbox
from tests.factories.schools import SchoolFactory

A_LINK = re.compile(r"http://127\.0\.0\.1:8000(/links/\S+/)")


@pytest.fixture
def nomination(db):
    """A nomination that waits for its head to confirm it."""
    return influencers.submit_nomination(
        school=SchoolFactory(),
        head_name="Imogen Thursby",
        head_email="Imogen.Thursby@saggarlane.example",
        nominee_name="Callum Wray",
        nominee_email="callum.wray@saggarlane.example",
        nominee_role="teacher",
        why="The whole school talks about his lessons.",
        capacity="yes",
    )


@pytest.fixture
def mailed_link(nomination):
    """The path of the link in the mail that asks the head to confirm."""
    outbox.work_off()
    return A_LINK.search(mail.outbox[-1].body)[1]
