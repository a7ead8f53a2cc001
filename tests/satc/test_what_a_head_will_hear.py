"""The page that says what a head will hear is true: it is made from the list of messages, and leaves none out."""

import pytest

from correspondence import kinds
from correspondence.models import Message
from schools.models import Post, Role
from tests.access import world as worlds
from tests.satc.loading import load

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

# They go to whoever books a place for themselves, whatever their role.
FOR_ANYBODY = {kind for kind in kinds.MESSAGES if kind.startswith(("place_", "event_", "gap_"))}


@pytest.mark.parametrize("build", [worlds.build, load], ids=["small city", "demo city"])
def test_every_message_that_went_to_a_head_is_on_the_page(build):
    build()
    heads = set(Post.objects.filter(role=Role.HEADTEACHER).values_list("person__email", "school"))
    listed = {told.kind for told in kinds.HEARD_BY_HEADS}

    sent = {message.kind for message in Message.objects.all() if (message.to_address, message.school_id) in heads}

    assert len(sent) > 5
    assert sent - FOR_ANYBODY - listed == set()


def test_what_is_listed_is_a_message_and_reads_without_blanks(client):
    page = client.get("/what-heads-hear/").content.decode()

    for told in kinds.HEARD_BY_HEADS:
        assert told.kind in kinds.MESSAGES
        assert (told.when in page, "…" in told.subject) == (True, False)
