"""A crowd of invented influencers, made quickly: for what has to stay quick however many there are."""

import random
import time

from django.db import connection
from django.utils import timezone

from influencers.models import Expertise, Influencer
from influencers.search import text_of
from influencers.workflow import InfluencerStatus
from schools.models import Person, Post, School
from tests.factories.schools import lead

FIRST = "Ada", "Ben", "Cleo", "Dev", "Esme", "Finn", "Gita", "Hal", "Iris", "Jude", "Kit", "Lena", "Milo", "Nora"
LAST = "Ashdown", "Bassi", "Coppock", "Drummond", "Eastwell", "Frost", "Gale", "Hallam", "Jolley", "Kohli", "Lisle"
# Words as people use them: some are in nearly every biography, most in few.
COMMON = "science", "children", "school", "talk", "questions", "teach", "years", "practical"
RARE = [f"{start}{end}" for start in ("magnet", "rock", "seed", "shadow", "cloud", "river", "light") for end in
        ("s", "box", "walk", "club", "week", "book", "wall", "work", "lab", "map")]  # fmt: skip


def make(total):
    """Bring the published influencers to a total, each at a school, with three strengths and a biography."""
    chance = random.Random(total)
    numbers = range(Influencer.objects.count(), total)
    terms, schools = list(Expertise.objects.all()), _schools(chance)
    strengths = [chance.sample(terms, k=3) for _ in numbers]
    places = [chance.choice(schools) for _ in numbers]
    people = Person.objects.bulk_create(
        Person(email=f"crowd{number}@school.example", name=f"{chance.choice(FIRST)} {chance.choice(LAST)}")
        for number in numbers
    )
    by, now = lead(), timezone.now()
    Post.objects.bulk_create(
        Post(person=person, school=school, role="teacher", proven_by=by, proven_at=now)
        for person, school in zip(people, places, strict=True)
    )
    influencers = Influencer.objects.bulk_create(
        _influencer(chance, person, school, known, now)
        for person, school, known in zip(people, places, strengths, strict=True)
    )
    strong = Influencer.expertise.through
    strong.objects.bulk_create(
        strong(influencer=influencer, expertise=term)
        for influencer, known in zip(influencers, strengths, strict=True)
        for term in known
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _influencer(chance, person, school, strengths, now):
    biography = " ".join([*chance.choices(COMMON, k=30), *chance.sample(RARE, k=15)])
    return Influencer(
        person=person,
        slug=f"crowd-{person.pk}",
        biography=biography,
        ks1=chance.random() < 0.5,
        ks2=True,
        status=InfluencerStatus.PUBLISHED,
        consented_at=now,
        search_text=text_of([person.name, school.name, *(term.name for term in strengths), biography]),
    )


def _schools(chance):
    """Seventy schools within some eight miles of each other."""
    if not School.objects.filter(urn=700000).exists():
        School.objects.bulk_create(
            School(
                urn=700000 + number,
                name=f"{chance.choice(LAST)} Primary School {number}",
                easting=chance.randint(380000, 393000),
                northing=chance.randint(338000, 352000),
            )
            for number in range(70)
        )
    return list(School.objects.filter(urn__gte=700000))


def milliseconds(client, address, *, times=5):
    """The quickest of several answers: what the portal needs, without what else the machine does meanwhile."""
    return 1000 * min(_once(client, address) for _ in range(times))


def _once(client, address):
    start = time.perf_counter()
    assert client.get(address).status_code == 200
    return time.perf_counter() - start
