import datetime

import pytest

from brokerage import services, waiting
from brokerage.models import Release, SupportRequest
from brokerage.overdue import with_overdue
from brokerage.turns import Turn, with_turn
from brokerage.workflow import DeploymentStatus, ReleaseStatus
from core import clock
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from schools.models import Person, StaffRole
from tests.factories.brokerage import DeploymentFactory, PlanFactory, ReleaseFactory, VisitFactory, school_day
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, head_of, lead, national_lead
from tests.messages import delivered, queued

pytestmark = pytest.mark.django_db
ANSWERS = [("agreed", True), ("refused", False)]


def accepted(*, with_head=True, **fields):
    """Support to which the influencer has said yes; returns it and the head of their own school."""
    deployment = DeploymentFactory(**fields)
    head = head_of(deployment.influencer.school, name="Rosa Releasing") if with_head else None
    return services.accept_proposal(deployment, by=deployment.person), head


def plan(deployment, *, part="morning", days_ahead=6):
    return services.plan_visit(deployment, on=school_day(days_ahead), part=part, purpose="", by=deployment.person)


def test_the_influencers_own_head_is_asked_for_every_day():
    deployment, head = accepted()

    release = Release.objects.get()
    assert (release.deployment, release.school, release.halves) == (deployment, deployment.influencer.school, 5)
    assert (release.status, release.asked_by) == ("asked", deployment.person)
    assert [to for kind, to in queued() if kind == "release_asked"] == [head.email]
    assert not [to for kind, to in queued() if kind == "release_letter"]
    assert [item.text for item in waiting.waiting_for(head)] == [
        f"Say whether {deployment.person} is released for 2.5 days"
    ]


@pytest.mark.parametrize(("status", "agreed"), ANSWERS)
def test_the_head_says_yes_or_no(status, agreed):
    _, head = accepted()

    services.answer_release(Release.objects.get(), agreed=agreed, note=" After Easter ", by=head)

    release = Release.objects.get()
    assert (release.status, release.answered_by, release.note) == (status, head, "After Easter")
    assert release.is_by_telephone is False
    assert Change.objects.of(release).last().by == head
    assert waiting.waiting_for(head) == []


def test_a_yes_is_told_to_the_influencer_and_the_national_lead():
    deployment, head = accepted()

    services.answer_release(Release.objects.get(), agreed=True, by=head)

    told = [to for kind, to in queued() if kind == "release_agreed"]
    assert told == [deployment.person.email, deployment.national_lead.email]


def test_a_no_goes_to_the_leads_with_the_reason_and_to_the_influencer_without():
    a_lead, (deployment, head) = lead(), accepted()

    services.answer_release(Release.objects.get(), agreed=False, note="Two of us are away until June", by=head)

    refused = {to for kind, to in queued() if kind == "release_refused"}
    leads = {person.email for person in Person.objects.in_role(StaffRole.LEAD)}
    assert refused == leads | {deployment.national_lead.email}
    mails = {sent.to[0]: sent.body for sent in delivered()[-len(refused) - 1 :]}
    assert "Two of us are away until June" in mails[a_lead.email]
    assert "write down a yes" in " ".join(mails[a_lead.email].split())
    assert "Two of us are away until June" not in mails[deployment.person.email]


def test_a_no_waits_for_the_leads_and_for_its_national_lead_alone(client):
    deployment, head = accepted()
    services.answer_release(Release.objects.get(), agreed=False, by=head)

    expected = f"Find another way for {deployment.school}: {deployment.person} is not released"
    for person in (lead(), deployment.national_lead):
        assert expected in [item.text for item in waiting.desk_for(person)]
    assert expected not in [item.text for item in waiting.desk_for(national_lead())]
    request = with_turn(SupportRequest.objects.filter(pk=deployment.request_id)).get()
    assert request.turn == Turn.LEAD
    client.force_login(lead())
    assert "find another way, since the influencer is not released" in client.get("/admin/support/").content.decode()


def test_no_visit_is_planned_with_somebody_whose_head_said_no():
    deployment, head = accepted()
    services.answer_release(Release.objects.get(), agreed=False, by=head)

    with pytest.raises(Refused, match="can’t release"):
        plan(deployment)

    assert deployment.visits.count() == 0


def test_before_the_answer_a_visit_can_be_planned():
    deployment, _ = accepted()

    assert plan(deployment).status == "planned"


def test_what_the_head_agreed_to_can_be_planned_though_they_refuse_more():
    plan_agreed = PlanFactory(status="agreed", deployment__status=DeploymentStatus.ACTIVE, deployment__halves=2)
    deployment = plan_agreed.deployment
    ReleaseFactory(deployment=deployment, halves=2, status=ReleaseStatus.AGREED)
    services.change_days(deployment, halves=3, reason="One more", by=lead())
    release = Release.objects.get(status="asked")
    assert release.halves == 1
    services.answer_release(release, agreed=False, by=head_of(release.school))
    deployment.refresh_from_db()

    plan(deployment, part="whole_day")
    with pytest.raises(Refused, match="The head has said yes to 1 day and no to more"):
        plan(deployment, days_ahead=8)


def test_a_visit_is_not_moved_to_more_of_a_day_than_was_agreed():
    release = ReleaseFactory(status=ReleaseStatus.REFUSED, deployment__status=DeploymentStatus.ACTIVE)
    visit = VisitFactory(deployment=release.deployment, part="morning", on=school_day(5))

    with pytest.raises(Refused, match="can’t release"):
        services.move_visit(visit, on=school_day(6), part="whole_day", by=visit.person)


def test_more_days_are_asked_for_beyond_those_agreed_and_fewer_are_not():
    deployment, head = accepted(halves=3)
    services.answer_release(Release.objects.get(), agreed=True, by=head)

    services.change_days(deployment, halves=5, reason="It goes well", by=lead())
    assert Release.objects.get(status="asked").halves == 2
    services.change_days(deployment, halves=2, reason="Illness", by=lead())

    assert [release.status for release in Release.objects.all()] == ["agreed", "called_off"]
    assert [to for kind, to in queued() if kind == "release_letter"] == [head.email]


def test_what_was_agreed_for_this_request_holds_when_they_say_yes_to_it_again():
    first, head = accepted()
    services.answer_release(Release.objects.get(), agreed=True, by=head)
    services.end_early(first, reason="Begun too soon", by=lead())

    again = DeploymentFactory(request=first.request, influencer=first.influencer)
    services.accept_proposal(again, by=again.person)

    assert Release.objects.count() == 1


def test_the_end_of_the_support_calls_the_question_off():
    deployment, head = accepted()

    services.end_early(deployment, reason="The school has closed", by=lead())

    release = Release.objects.get()
    assert (release.status, waiting.waiting_for(head)) == ("called_off", [])
    with pytest.raises(Refused):
        services.answer_release(release, agreed=True, by=head)


def test_an_influencer_who_is_the_head_has_answered():
    deployment = DeploymentFactory()
    PostFactory(person=deployment.person, school=deployment.influencer.school, head=True, proven=True)

    services.accept_proposal(deployment, by=deployment.person)

    release = Release.objects.get()
    assert (release.status, release.answered_by) == ("agreed", deployment.person)
    assert not [kind for kind, _ in queued() if kind.startswith("release")]


def test_without_a_proven_head_the_leads_are_told_to_ring():
    deployment, _ = accepted(with_head=False)

    assert ("release_unaskable", deployment.proposed_by.email) in queued()


@pytest.mark.parametrize("who", ["lead", "national lead"])
@pytest.mark.parametrize("status", [ReleaseStatus.ASKED, ReleaseStatus.REFUSED])
def test_a_yes_given_on_the_telephone_is_written_down_with_a_note(who, status):
    release = ReleaseFactory(status=status)
    by = lead() if who == "lead" else release.deployment.national_lead

    services.write_down_release(release, note="Ms Adeyemi, on Monday", by=by)

    release.refresh_from_db()
    assert (release.status, release.answered_by, release.is_by_telephone) == ("agreed", by, True)
    assert ("release_agreed", release.deployment.person.email) in queued()
    assert plan(release.deployment).status == "planned"


def test_what_is_written_down_says_who_gave_it():
    release = ReleaseFactory()

    with pytest.raises(Refused):
        services.write_down_release(release, note=" ", by=lead())


@pytest.mark.parametrize("status", [ReleaseStatus.AGREED, ReleaseStatus.CALLED_OFF])
def test_nothing_is_written_down_over_a_yes_or_what_is_called_off(status):
    release = ReleaseFactory(status=status)

    with pytest.raises((TransitionRefused, Refused)):
        services.write_down_release(release, note="Ms Adeyemi, on Monday", by=lead())


@pytest.mark.parametrize("status", [status for status in ReleaseStatus if status != ReleaseStatus.ASKED])
@pytest.mark.parametrize("agreed", [True, False])
def test_it_is_answered_once(status, agreed):
    release = ReleaseFactory(status=status)

    with pytest.raises(TransitionRefused):
        services.answer_release(release, agreed=agreed, by=head_of(release.school))


def test_only_the_head_of_the_releasing_school_answers():
    release = ReleaseFactory()
    others = (
        release.deployment.person,
        release.deployment.request.head,
        lead(),
        head_of(SchoolFactory()),
        PersonFactory(),
    )

    for person in others:
        with pytest.raises(NotAllowed):
            services.answer_release(release, agreed=True, by=person)
    for person in (*others[:2], head_of(release.school), national_lead(), PersonFactory()):
        with pytest.raises(NotAllowed):
            services.write_down_release(release, note="I say so", by=person)


@pytest.mark.parametrize(("days", "number"), [(2, 0), (3, 1), (6, 1), (7, 2), (13, 2)])
def test_the_head_is_reminded_after_three_days_and_after_seven(days, number):
    asked = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)  # a Monday in term time
    with clock.moved_to(asked):
        accepted()
    for day in range(1, days + 1):
        with clock.moved_to(asked + datetime.timedelta(days=day)):
            services.send_reminders()

    assert len([kind for kind, _ in queued() if kind == "release_reminder"]) == number


def test_an_answer_ends_the_reminders_and_drops_one_that_waits():
    asked = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)
    with clock.moved_to(asked):
        _, head = accepted()
    with clock.moved_to(asked + datetime.timedelta(days=3)):
        services.send_reminders()
        services.answer_release(Release.objects.get(), agreed=True, by=head)
    with clock.moved_to(asked + datetime.timedelta(days=8)):
        services.send_reminders()

    assert len([kind for kind, _ in queued() if kind == "release_reminder"]) == 1
    assert not [sent for sent in delivered() if "Still open" in sent.subject]


def test_what_nobody_answers_is_overdue_after_five_working_days():
    release = ReleaseFactory(asked_at=clock.now() - datetime.timedelta(days=20))

    request = with_overdue(SupportRequest.objects.filter(pk=release.deployment.request_id)).get()

    assert request.overdue == "unreleased"
