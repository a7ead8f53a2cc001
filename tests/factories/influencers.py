"""Invented nominations, expressions of interest and influencers, in any state that a test asks for."""

import factory
from django.utils import timezone

from influencers.models import (
    Capacity,
    Expertise,
    ExpertiseGroup,
    ExpressionOfInterest,
    Influencer,
    Nomination,
    NominationVisit,
    NomineeRole,
)
from influencers.services import write_search_text
from influencers.workflow import InfluencerStatus, InterestStatus, NominationStatus
from schools.models import Role
from tests.factories.programmes import weekday
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory

UNCONFIRMED = (NominationStatus.SUBMITTED,)
UNVISITED = (NominationStatus.SUBMITTED, NominationStatus.CONFIRMED)


class ExpertiseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Expertise

    slug = factory.Sequence(lambda n: f"invented-strength-{n + 1}")
    name = factory.Sequence(lambda n: f"Invented strength {n + 1}")
    group = ExpertiseGroup.CURRICULUM
    position = 99


class NominationFactory(factory.django.DjangoModelFactory):
    """A nomination as submitted; in a later `status`, with its people, unproven posts and a visit today."""

    class Meta:
        model = Nomination
        skip_postgeneration_save = True

    school = factory.SubFactory(SchoolFactory)
    head_name = factory.Sequence(lambda n: f"Head Number{n + 1}")
    head_email = factory.Sequence(lambda n: f"head{n + 1}@school.example")
    nominee_name = factory.Sequence(lambda n: f"Nominee Number{n + 1}")
    nominee_email = factory.Sequence(lambda n: f"nominee{n + 1}@school.example")
    nominee_role = NomineeRole.SCIENCE_LEADER
    why = "Children ask for more science."
    capacity = Capacity.YES
    status = NominationStatus.SUBMITTED
    head = factory.Maybe(
        factory.LazyAttribute(lambda o: o.status not in UNCONFIRMED),
        factory.SubFactory(
            PersonFactory,
            name=factory.SelfAttribute("..head_name"),
            email=factory.SelfAttribute("..head_email"),
        ),
        None,
    )
    nominee = factory.Maybe(
        factory.LazyAttribute(lambda o: o.status not in UNCONFIRMED),
        factory.SubFactory(
            PersonFactory,
            name=factory.SelfAttribute("..nominee_name"),
            email=factory.SelfAttribute("..nominee_email"),
        ),
        None,
    )
    confirmed_at = factory.LazyAttribute(lambda o: timezone.now() if o.head else None)
    back_on = factory.LazyAttribute(lambda o: weekday(30) if o.status == NominationStatus.DEFERRED else None)

    @factory.post_generation
    def history(self, create, extracted, **kwargs):
        if self.head:
            PostFactory(person=self.head, school=self.school, role=Role.HEADTEACHER)
            PostFactory(person=self.nominee, school=self.school, role=self.nominee_role)
        if self.status not in UNVISITED:
            NominationVisit.objects.create(nomination=self, on=weekday(-1))


class InterestFactory(factory.django.DjangoModelFactory):
    """An expression of interest as invited; in a later `status`, with answers and consent."""

    class Meta:
        model = ExpressionOfInterest
        skip_postgeneration_save = True

    nomination = factory.SubFactory(NominationFactory, status=NominationStatus.ACCEPTED)
    person = factory.SelfAttribute("nomination.nominee")
    school = factory.SelfAttribute("nomination.school")
    status = InterestStatus.INVITED
    submitted_at = factory.LazyAttribute(lambda o: None if o.status == InterestStatus.INVITED else timezone.now())
    ks2 = factory.LazyAttribute(lambda o: o.status != InterestStatus.INVITED)
    biography = factory.LazyAttribute(lambda o: "" if o.status == InterestStatus.INVITED else "I love circuits.")
    consents = factory.LazyAttribute(lambda o: o.status != InterestStatus.INVITED)

    @factory.post_generation
    def strengths(self, create, extracted, **kwargs):
        if self.status != InterestStatus.INVITED:
            self.expertise.set(extracted or [ExpertiseFactory()])


class InfluencerFactory(factory.django.DjangoModelFactory):
    """Somebody in the directory, with a proven teacher's post. `at_school=` says where, `strengths=` lists terms."""

    class Meta:
        model = Influencer
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    slug = factory.Sequence(lambda n: f"influencer-{n + 1}")
    biography = "I love circuits."
    ks2 = True
    status = InfluencerStatus.PUBLISHED
    consented_at = factory.LazyAttribute(
        lambda o: timezone.now() if o.status == InfluencerStatus.PUBLISHED else None
    )  # fmt: skip

    @factory.post_generation
    def at_school(self, create, extracted, **kwargs):
        PostFactory(person=self.person, school=extracted or SchoolFactory(), proven=True)

    @factory.post_generation
    def strengths(self, create, extracted, **kwargs):
        self.expertise.set(extracted or [ExpertiseFactory()])
        write_search_text(self)


def typed_nomination(**changes):
    """What somebody types into the nomination form, as the service takes it."""
    return {
        "school": changes.pop("school", None) or SchoolFactory(name="Saggar Lane Primary"),
        "head_name": "Hilary Head",
        "head_email": "Head@Saggar.example",
        "nominee_name": "Asha Malik",
        "nominee_email": "asha@saggar.example",
        "nominee_role": NomineeRole.SCIENCE_LEADER.value,
        "why": "Children run to her lessons.",
        "capacity": Capacity.YES.value,
        **changes,
    }


def answers(**changes):
    """What a nominee answers, as the service takes it: one strength, a key stage, consent."""
    return {
        "expertise": [ExpertiseFactory()],
        "stages": ["ks2"],
        "leads_elsewhere": "",
        "biography": "I love circuits.",
        "halves_a_term": None,
        "weekdays": [],
        "opportunities": [],
        "events": [],
        "consents": True,
        **changes,
    }
