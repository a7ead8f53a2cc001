"""Each rule about who did what, broken straight in the database, is named; and nothing else is."""

import pytest

from brokerage.models import ReportAcceptance
from claims.models import SpotCheck
from core import clock
from tests.claims.breaking import alter, broken, corrected, paid_line
from tests.claims.loosened import loosen
from tests.factories.claims import FundedDayFactory, authorised_run, in_run
from tests.factories.schools import PersonFactory

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.needs("PostgreSQL")


@on_postgresql
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("claimant", "approver"),
        ("claimant", "authoriser"),
        ("approver", "authoriser"),
        ("beneficiary", "approver"),
        ("beneficiary", "authoriser"),
    ],
)
def test_fewer_than_three_people(one, other):
    line = paid_line()
    loosen()
    alter(line, **{one: getattr(line, other)})

    assert "people" in broken()


def test_three_people_of_whom_two_are_one():
    line = paid_line()
    alter(line.approver, merged_into=line.claimant, merged_at=clock.now(), is_active=False)

    assert broken() == ["people"]


@on_postgresql
@pytest.mark.parametrize(
    ("one", "other"), [("proposer", "agreer"), ("proposer", "authoriser"), ("agreer", "authoriser")]
)
def test_a_correction_by_fewer_than_three_people(one, other):
    _, line = corrected()
    loosen()
    alter(line, **{one: getattr(line, other)})

    assert broken() == ["people"]


def test_lines_that_name_another_authoriser_than_the_run():
    run = authorised_run()
    alter(run, authorised_by=PersonFactory())

    assert broken() == ["people"]


def test_a_claim_that_is_paid_before_its_second_look():
    claim = in_run()
    people = {"beneficiary": claim.person, "claimant": claim.submitted_by, "approver": claim.approved_by}
    SpotCheck.objects.filter(claim=claim).delete()
    SpotCheck.objects.create(claim=claim, percent=100, is_drawn=True, **people)

    assert broken() == ["people"]


@on_postgresql
def test_a_report_that_its_author_accepted():
    acceptance = FundedDayFactory().acceptance
    loosen()
    ReportAcceptance.objects.filter(pk=acceptance.pk).update(accepted_by=acceptance.author)

    assert broken() == ["grounds"]
