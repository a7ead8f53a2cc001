"""Once an influencer has said yes, both schools get a letter; a newer one when the days change."""

import io

import pytest
from pypdf import PdfReader

from brokerage import services
from brokerage.workflow import DeploymentStatus, Route
from correspondence.models import Document
from tests.factories.brokerage import DeploymentFactory, SupportRequestFactory
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import PostFactory, SchoolFactory, lead
from tests.messages import delivered, queued

pytestmark = pytest.mark.django_db


def agreed(**fields):
    """A proposal to somebody whose school has a proven head, accepted."""
    school = SchoolFactory(name="Releasing Primary School")
    PostFactory(school=school, head=True, proven=True)
    deployment = DeploymentFactory(influencer=InfluencerFactory(at_school=school), **fields)
    return services.accept_proposal(deployment, by=deployment.person)


def letters():
    return {letter.school.name: letter for letter in Document.objects.current().filter(kind="support_letter")}


def words_of(letter):
    letter.refresh_from_db()
    pdf = PdfReader(io.BytesIO(letter.file.read()))
    return pdf, " ".join("".join(page.extract_text() for page in pdf.pages).split())


def test_both_heads_get_a_letter_and_only_the_releasing_one_reads_of_money():
    deployment = agreed()

    delivered()

    released, helped = letters()["Releasing Primary School"], letters()[deployment.school.name]
    for letter in (released, helped):
        pdf, words = words_of(letter)
        assert "pdfuaid" in pdf.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
        assert letter.file.size < 40_000
        assert len(pdf.pages) == 1
        for part in (deployment.person.name, "2.5 days", "Champion coaching", deployment.national_lead.name):
            assert part in words
        assert "@" not in words
    assert "£500.00 for 2.5 days" in words_of(released)[1]
    assert "£" not in words_of(helped)[1]
    assert [kind for kind, _ in queued()].count("release_asked") == 1


def test_nothing_is_paid_for_goodwill():
    request = SupportRequestFactory(status="matched", route=Route.GOODWILL, goodwill_halves=5)
    agreed(request=request, route=Route.GOODWILL)
    delivered()

    assert "they are goodwill between schools" in words_of(letters()["Releasing Primary School"])[1]


def test_other_days_bring_a_newer_version():
    request = SupportRequestFactory(status="matched", reserved=8)
    deployment = agreed(request=request)
    first = letters()[deployment.school.name]

    services.change_days(deployment, halves=8, reason="A second class", by=lead())
    delivered()

    newer = letters()[deployment.school.name]
    assert (newer.version, newer.replaces) == (2, first)
    assert f"replaces ours with the reference {first.reference}" in words_of(newer)[1]
    assert "4 days" in words_of(newer)[1]


def test_without_a_proven_head_where_they_work_there_is_one_letter():
    deployment = DeploymentFactory()
    services.accept_proposal(deployment, by=deployment.person)

    deployment.refresh_from_db()
    assert (deployment.status, list(letters())) == (DeploymentStatus.ACCEPTED, [deployment.school.name])
