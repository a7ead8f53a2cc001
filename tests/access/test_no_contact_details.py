"""Nobody's e-mail address or telephone number is in an answer to somebody who may not have it (rule 7).

The pages that do show one are listed here by hand; staff read everything at the desk.
"""

import io
import re

import pytest
from pypdf import PdfReader

from core.privacy import EMAIL
from schools.models import Person
from tests.access.asking import ask, body, path_of
from tests.access.table import DESK, OWN, PARTIES, PUBLIC, ROLES, STAFF
from tests.access.world import TELEPHONE

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("access")]

OUTSIDE = [role for role in ROLES if role not in STAFF]
# The parties of a deployment, once the influencer has said yes, know how to reach each other.
PARTIES_OF_THE_DEPLOYMENT = ("influencer", "national", "helped_head", "science_leader")
# How an address looks, as a hint in a form.
HINTS = {"name@school.sch.uk"}


def may_read(role, row, world):
    """The addresses that this answer may hold for this role: one's own, and what the list above gives."""
    shown = set(HINTS)
    if role != "signed_out":
        shown.add(world.people[role].email)
    if row.name == "brokerage:deployment" and role in PARTIES:
        shown |= {world.people[party].email for party in PARTIES_OF_THE_DEPLOYMENT}
    return shown


def words_of(response):
    """The answer's source; of a PDF, its text; a photograph has none."""
    content = body(response)
    if response.get("Content-Type") == "application/pdf":
        reader = PdfReader(io.BytesIO(content))
        return "".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    return "" if response.get("Content-Type") == "image/jpeg" else content.decode()


@pytest.mark.parametrize("row", [*PUBLIC, *OWN, *DESK], ids=lambda row: " ".join([row.name, *row.args]))
def test_what_schools_and_strangers_read(row, world, clients):
    path = path_of(row, world)

    for role in OUTSIDE:
        words = words_of(ask(clients[role], "get", path)[0])
        found = {match[0].lower().replace(" ", "") for match in EMAIL.finditer(words)}
        assert found <= may_read(role, row, world), role
        assert re.sub(r"\D", "", TELEPHONE) not in re.sub(r"\D", "", words), role


def test_there_are_addresses_to_find(world, clients):
    path = path_of(next(row for row in OWN if row.name == "brokerage:deployment"), world)

    words = words_of(ask(clients["influencer"], "get", path)[0])

    assert world.people["helped_head"].email in words
    assert Person.objects.count() > len(world.people)
