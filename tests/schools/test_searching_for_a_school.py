import pytest

from schools.models import SchoolStatus
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db


def found(client, typed):
    answer = client.get("/schools/search", {"q": typed})
    assert answer.status_code == 200
    return [school["name"] for school in answer.json()]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("St Zoë's Catholic Primary School", "st zoes"),
        ("St Zoë's Catholic Primary School", "St. Zoë\u2019s"),
        ("St Zoë's Catholic Primary School", "saint zoe"),
        ("Saint Zoe Primary", "st zoe"),
        ("St Zoë's Catholic Primary School", "primary zoe"),
        ("St Zoë's Catholic Primary School", "ZOE CATH"),
        ("Biscuit & Glost Infant School", "biscuit and glost"),
        ("Biscuit and Glost Infant School", "Biscuit & Glost"),
        ("Saggar-on-the-Hill School", "saggar on the hill"),
        ("Jigger Street CofE (A) Academy", "jigger church of eng"),
        ("Jigger Street Church of England Academy", "jigger c of e"),
        ("Clay 100% School", "100%"),
    ],
)
def test_a_school_is_found_by_its_name(client, name, typed):
    SchoolFactory(name=name, urn=900400)
    SchoolFactory(name="Elsewhere Academy")

    assert found(client, typed) == [name]


@pytest.mark.parametrize("typed", ["ST9 8XY", "st98xy", "ST9 8", "st9", "900400", "9004"])
def test_a_school_is_found_by_its_postcode_or_urn(client, typed):
    SchoolFactory(name="Clay End", urn=900400, postcode="ST9 8XY")
    SchoolFactory(name="Elsewhere", urn=900999, postcode="CW1 1AA")

    assert found(client, typed) == ["Clay End"]


def test_the_town_tells_schools_of_one_name_apart(client):
    SchoolFactory(name="St Zoe's", town="Leek")
    SchoolFactory(name="St Zoe's", town="Stone")

    assert [school["town"] for school in client.get("/schools/search", {"q": "st zoe stone"}).json()] == ["Stone"]


@pytest.mark.parametrize("status", [SchoolStatus.CLOSED, SchoolStatus.PROPOSED])
def test_only_open_schools_are_found(client, status):
    SchoolFactory(name="Clay End", status=status)
    SchoolFactory(name="Clay Bank", status=SchoolStatus.CLOSING)

    assert found(client, "clay") == ["Clay Bank"]


@pytest.mark.parametrize("typed", ["", "c", " c ", "'", "%", "_"])
def test_too_little_finds_nothing(client, typed):
    SchoolFactory(name="Clay End")

    assert found(client, typed) == []


def test_names_that_begin_so_come_first(client):
    for name in ("Aynsley Clay School", "Clay End", "Clay Bank"):
        SchoolFactory(name=name)

    assert found(client, "clay") == ["Clay Bank", "Clay End", "Aynsley Clay School"]


def test_the_answer_is_four_facts_of_each_school_ten_at_most(client):
    SchoolFactory.create_batch(12, name="Clay End", town="Leek", postcode="ST13 9ZZ")
    first = SchoolFactory(name="Clay Bank", town="Leek", postcode="ST13 9ZZ")

    answer = client.get("/schools/search?q=clay").json()

    assert len(answer) == 10
    assert answer[0] == {"urn": first.urn, "name": "Clay Bank", "town": "Leek", "postcode": "ST13 9ZZ"}


def test_a_search_is_one_query_however_many_are_found(client, django_assert_num_queries):
    SchoolFactory.create_batch(3, name="Clay End")

    with django_assert_num_queries(1):
        found(client, "clay")


def test_a_school_is_found_by_its_new_name(client):
    school = SchoolFactory(name="Clay End")
    school.name = "Marl Pit"
    school.save()

    assert (found(client, "clay"), found(client, "marl")) == ([], ["Marl Pit"])


def test_a_search_is_only_read(client):
    assert client.post("/schools/search", {"q": "clay"}).status_code == 405
