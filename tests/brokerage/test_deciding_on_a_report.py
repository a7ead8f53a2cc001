import pytest

from brokerage import services
from brokerage.models import PoolEntry, ReportAcceptance
from brokerage.signals import report_accepted
from brokerage.workflow import ReportStatus
from core import clock
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from core.working_days import ONE_DAY, after_working_days
from tests.factories.brokerage import OtherVisitFactory, ReportFactory, phase_one
from tests.factories.schools import PersonFactory, finance, head_of, in_role, lead, national_lead
from tests.messages import delivered, queued

pytestmark = pytest.mark.django_db


def sent(**fields):
    return ReportFactory(status=ReportStatus.SUBMITTED, **fields)


def five_working_days_after(report):
    return after_working_days(report.submitted_at.date(), 5)


def test_an_accepted_report_turns_its_days_into_use():
    report = sent()
    reader = report.visit.national_lead

    acceptance = services.accept_report(report, by=reader)

    report.refresh_from_db()
    pool = phase_one()
    assert (report.status, acceptance.author, acceptance.accepted_by) == ("accepted", report.author, reader)
    assert (pool.reserved_halves, pool.used_halves) == (3, 2)
    entry = PoolEntry.objects.filter(request=report.visit.deployment.request).last()
    assert (entry.reserved_change, entry.used_change, entry.by) == (-2, 2, reader)
    assert [(change.action, change.by) for change in Change.objects.of(report)] == [("accept", reader)]
    assert ("report_accepted", report.author.email) in queued()
    assert "/claims/" in next(mail for mail in delivered() if mail.to == [report.author.email]).body


def test_a_day_without_a_deployment_moves_no_pool():
    report = sent(visit=OtherVisitFactory())

    services.accept_report(report, by=report.visit.national_lead)

    assert (PoolEntry.objects.count(), ReportAcceptance.objects.count()) == (0, 1)


def test_days_that_were_reserved_count_though_the_school_is_not_intensive_any_more():
    report = sent()
    report.visit.school.__class__.objects.filter(pk=report.visit.school.pk).update(support_level="targeted")

    services.accept_report(report, by=report.visit.national_lead)

    assert phase_one().used_halves == 2


def test_an_objection_in_another_app_undoes_the_acceptance():
    def object_to_it(sender, acceptance, **kwargs):
        raise Refused("Not today.")

    report = sent()
    report_accepted.connect(object_to_it)
    try:
        with pytest.raises(Refused, match="Not today"):
            services.accept_report(report, by=report.visit.national_lead)
    finally:
        report_accepted.disconnect(object_to_it)

    report.refresh_from_db()
    assert (report.status, ReportAcceptance.objects.count(), phase_one().used_halves) == ("submitted", 0, 0)


@pytest.mark.parametrize("make", [lead, national_lead])
def test_others_may_read_it_after_five_working_days(make):
    report = sent()
    opens = five_working_days_after(report)

    with clock.moved_to(opens - ONE_DAY), pytest.raises(Refused, match="reads this report first"):
        services.accept_report(report, by=make())
    with clock.moved_to(opens):
        assert services.accept_report(report, by=make()).report == report


def test_nobody_accepts_what_they_wrote():
    report = sent()
    in_role("SATC lead", email="x@satc.example")
    report.author.groups.set(lead().groups.all())

    with clock.moved_to(five_working_days_after(report)):
        for decide in (
            lambda: services.accept_report(report, by=report.author),
            lambda: services.return_report(report, comment="x", by=report.author),
        ):
            with pytest.raises(NotAllowed):
                decide()


@pytest.mark.parametrize("who", ["finance", "somebody else", "the head"])
def test_only_a_national_lead_or_a_lead_decides(who):
    report = sent()
    people = {"finance": finance, "somebody else": PersonFactory, "the head": lambda: head_of(report.visit.school)}

    with clock.moved_to(five_working_days_after(report)), pytest.raises(NotAllowed):
        services.accept_report(report, by=people[who]())


def test_a_returned_report_carries_the_comment_to_its_author():
    report = sent()
    reader = report.visit.national_lead

    services.return_report(report, comment="How long were you there?", by=reader)

    report.refresh_from_db()
    assert (report.status, report.comment) == ("returned", "How long were you there?")
    assert queued() == [("report_returned", report.author.email)]
    change = Change.objects.of(report).get()
    assert (change.action, change.by, change.reason) == ("return", reader, "How long were you there?")


def test_a_comment_is_needed_to_return_it():
    report = sent()

    with pytest.raises(Refused, match="Say what is missing"):
        services.return_report(report, comment=" ", by=report.visit.national_lead)


@pytest.mark.parametrize("status", [status for status in ReportStatus if status != ReportStatus.SUBMITTED])
def test_only_a_sent_report_is_decided_on(status):
    report = ReportFactory(status=status)
    reader = report.visit.national_lead

    with pytest.raises(TransitionRefused):
        services.accept_report(report, by=reader)
    with pytest.raises(TransitionRefused):
        services.return_report(report, comment="x", by=reader)

    report.refresh_from_db()
    assert report.status == status
