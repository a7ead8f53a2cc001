"""Monitoring shows leads and national leads what they watch, as tables, charts and files."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import brokerage.services as brokerage
from core import clock
from core.working_days import before_working_days
from influencers.models import Progress
from programmes.models import Opportunity
from satc.monitoring import figures
from satc.monitoring.sections import SECTIONS
from tests.factories.brokerage import (
    DeploymentFactory,
    PoolFactory,
    ReportFactory,
    SupportRequestFactory,
    VisitFactory,
    phase_one,
)
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import SchoolFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db


def section(client, slug):
    return client.get(f"/admin/monitoring/{slug}/")


def long_ago():
    return before_working_days(clock.today(), 12)


def champion(**more):
    influencer = InfluencerFactory(**more)
    opportunity, _ = Opportunity.objects.get_or_create(slug="tdts-champion", defaults={"name": "TDTS champion"})
    Progress.objects.create(
        influencer=influencer, opportunity=opportunity, status="achieved", achieved_by=lead(), achieved_at=clock.now()
    )
    return influencer


def city(by):
    """One of each thing that is watched."""
    deployment = DeploymentFactory(status="active", national_lead=by, influencer=champion())
    VisitFactory(deployment=deployment, on=long_ago())
    ReportFactory(status="submitted")
    SupportRequestFactory(status="confirmed")
    SchoolFactory(easting=388000, northing=347000)
    champion()


@pytest.mark.parametrize("slug", [section.slug for section in SECTIONS])
def test_a_section_costs_the_same_whatever_there_is(slug, client):
    by = national_lead()
    client.force_login(by)
    counts = []
    for number in (1, 2):
        for _ in range(number):
            city(by)
        with CaptureQueriesContext(connection) as asked:
            assert section(client, slug).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 10


def test_the_pool_burns_down_by_month():
    pool = phase_one()
    pool.starts_on = clock.today().replace(day=1)
    pool.save()
    SupportRequestFactory(status="funded", reserved=6)

    found = figures.pool(lead())

    [row] = [row for row in found.rows if row.cells[0] == pool.name]
    assert row.cells[2:] == ("3", "0", "32")
    assert [chart.shape.dots[-1].value for chart in found.charts if pool.name in chart.title] == [32]


def test_a_target_school_stands_at_its_furthest_stage():
    request = SupportRequestFactory(status="confirmed")
    SupportRequestFactory(status="declined", school=request.school, proven=False)
    silent = SchoolFactory(is_target=True)
    SchoolFactory(is_target=False)

    stages = {row.cells[0]: row.cells[1] for row in figures.targets(lead()).rows}

    assert stages == {request.school.name: "Asked, to be read", silent.name: "Not asked yet"}


def test_the_median_and_the_longest_time_to_a_match():
    request = SupportRequestFactory(status="funded")
    by = lead()
    with clock.moved_to(request.confirmed_at + 4 * figures.A_YEAR / 365):
        brokerage.propose(
            request,
            influencer=InfluencerFactory(),
            national_lead=national_lead(),
            kind="champion",
            halves=2,
            why="The school asked for them.",
            by=by,
        )
        found = figures.speed(by)

    assert [number for _, number in found.key] == ["4", 4, "–"]
    assert found.rows[0].cells[-1] == "4"


def test_overdue_reports_and_nothing_else():
    late = VisitFactory(on=long_ago())
    VisitFactory()
    unread = ReportFactory(status="submitted", submitted_at=clock.now() - figures.A_YEAR)
    ReportFactory(status="submitted")

    rows = figures.reports(late.national_lead).rows

    assert [(row.cells[2], row.cells[3]) for row in rows] == [
        ("To be written", str(late.person)),
        ("To be read", str(unread.visit.national_lead)),
    ]


def test_the_readers_own_schools_come_first():
    VisitFactory(on=long_ago())
    mine = VisitFactory(on=long_ago())

    rows = figures.reports(mine.national_lead).rows

    assert [row.is_yours for row in rows] == [True, False]


def test_load_counts_what_is_in_hand():
    deployment = DeploymentFactory(status="active", halves=5)
    free = InfluencerFactory()
    DeploymentFactory(status="turned_down", influencer=free)

    cells = {row.cells[0]: row.cells[1:3] for row in figures.load(lead()).rows}

    assert cells == {str(deployment.influencer): ("1", "2.5"), str(free): ("0", "0")}


def test_the_map_tells_need_gaps_expertise_and_silence():
    gap = SupportRequestFactory(status="confirmed", school__name="Gap", school__support_level="intensive").school
    DeploymentFactory(status="active", request__school__name="Helped")
    SchoolFactory(name="Silent")
    InfluencerFactory(at_school=SchoolFactory(name="Expert", easting=388000, northing=347000))
    SchoolFactory(name="Elsewhere", la_code="999")
    type(gap).objects.filter(pk=gap.pk).update(easting=388000, northing=347000 + 1609)

    rows = {row.cells[0]: row.cells for row in figures.coverage(lead()).rows}

    assert {name: rows[name][1] for name in ("Gap", "Helped", "Silent", "Expert")} == {
        "Gap": "Need, and no support yet",
        "Helped": "Support in hand, or given",
        "Silent": "Never heard from",
        "Expert": "Heard from",
    }
    assert "Elsewhere" not in rows
    assert rows["Gap"][4] == "1.0"


def test_champions_with_no_school_come_first():
    coaching, free = champion(), champion()
    DeploymentFactory(status="active", influencer=coaching)
    stepped_down = champion()
    type(stepped_down).objects.filter(pk=stepped_down.pk).update(status="stepped_down", consented_at=None)

    found = figures.champions(lead())

    assert [(row.cells[0], row.cells[2]) for row in found.rows] == [
        (str(free), "No school yet"),
        (str(coaching), "One school, another when possible"),
    ]


def test_the_file_says_what_the_table_says_and_holds_no_formula(client):
    client.force_login(lead())
    SchoolFactory(name="=HYPERLINK(1)", is_target=True)

    text = client.get("/admin/monitoring/targets.csv").content.decode("utf-8-sig")

    heading, row = csv.reader(io.StringIO(text))
    assert heading == ["School", "Stage", "Support level", "National lead", "Yours"]
    assert row[0] == "'=HYPERLINK(1)"


def test_every_chart_says_that_the_table_says_the_same(client):
    by = national_lead()
    city(by)
    PoolFactory()
    client.force_login(by)

    for one in SECTIONS:
        page = section(client, one.slug).content.decode()
        assert ('role="img"' in page, "The table below says the same" in page, "<table" in page) == (True, True, True)


def test_it_is_for_whoever_runs_the_programme(client):
    client.force_login(finance())

    assert (section(client, "pool").status_code, client.get("/admin/monitoring/").status_code) == (404, 404)
    client.force_login(lead())
    assert (section(client, "nothing").status_code, client.get("/admin/monitoring/x.csv").status_code) == (404, 404)


def test_a_long_table_shows_its_first_thirty_rows_and_all_at_a_press(client):
    client.force_login(lead())
    SchoolFactory.create_batch(32)

    some, every = section(client, "city"), client.get("/admin/monitoring/city/?rows=all")

    assert (some.content.decode().count('<th scope="row">'), every.content.decode().count('<th scope="row">')) == (
        30,
        32,
    )
    assert "Show all 32" in some.content.decode()
    assert "Show all" not in every.content.decode()
