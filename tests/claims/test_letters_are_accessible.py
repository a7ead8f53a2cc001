"""Every letter is PDF/UA-1: tagged, titled, in English, with table headers and their own fonts, under 40 kB."""

import datetime
import io
from itertools import pairwise

import pytest
from pypdf import PdfReader

import brokerage.services as brokerage
import influencers.services as influencers
from brokerage.models import Objective, PlanAction
from core import clock, outbox
from correspondence.models import Document
from influencers.workflow import InterestStatus
from programmes.models import Opportunity
from tests.factories.brokerage import DeploymentFactory, PlanFactory, SupportRequestFactory
from tests.factories.claims import approved, paid_run, school_correction
from tests.factories.influencers import ExpertiseFactory, InterestFactory
from tests.factories.programmes import EventFactory
from tests.factories.schools import head_of, lead

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("accessible letters")]


def head_letter():
    """A full letter: every opportunity, a dozen dates, a name with letters beyond Latin-1."""
    with clock.moved_to(datetime.date(2026, 1, 7)):
        interest = InterestFactory(
            status=InterestStatus.SUBMITTED,
            strengths=[ExpertiseFactory(), ExpertiseFactory()],
            nomination__nominee_name="Zoë Kowalczyk-Łącka",
        )
        interest.opportunities.set(Opportunity.objects.all())
        interest.events.set([EventFactory(on=datetime.date(2026, 3, day)) for day in range(2, 14)])
        head_of(interest.school)
        influencers.accept_interest(interest, by=lead())
    return "head_letter"


def payment_summary():
    """A summary with two lines and a correction, paid to somebody else, with a purchase order."""
    first = approved()
    school_correction(first.school)
    paid_run(first, approved(school=first.school))
    return "payment_summary"


def quote():
    """Preparation, days, something else, a note, and a part that is free."""
    request = SupportRequestFactory(status="triaged", route="both", reserved=2)
    offer = brokerage.Offer(
        delivery_halves=5,
        preparation_halves=1,
        pence_per_day=30000,
        extras="Magnets for six classes",
        extras_pence=4250,
        note="A note.",
        valid_until=clock.today() + datetime.timedelta(days=30),
    )
    brokerage.send_quote(request, offer, by=lead())
    return "quote"


def support_letter():
    """The letter to the school that is helped; nobody heads the other."""
    deployment = DeploymentFactory()
    brokerage.accept_proposal(deployment, by=deployment.person)
    return "support_letter"


def action_plan():
    """Two objectives with actions, and a confidence at the start."""
    plan = PlanFactory(status="shared")
    objective = Objective.objects.create(plan=plan, text="Every class asks its own questions", confidence_before=2)
    PlanAction.objects.create(
        objective=objective,
        text="A staff meeting",
        who="Zoë",
        by_when=clock.today(),
        how_we_will_know="A page of notes",
    )
    brokerage.answer_plan(plan, by=plan.deployment.request.head, answer="yes")
    return "action_plan"


@pytest.fixture(
    scope="module",
    params=[action_plan, head_letter, payment_summary, quote, support_letter],
    ids=lambda make: make.__name__,
)
def letter(request, standing):
    kind = request.param()
    outbox.work_off()
    return Document.objects.get(kind=kind)


@pytest.fixture(scope="module")
def pdf(letter):
    with letter.file.open("rb") as file:
        return PdfReader(io.BytesIO(file.read()))


def elements(node):
    """Every element of the structure tree, in reading order."""
    node = node.get_object()
    children = node.get("/K", [])
    if not hasattr(children, "append"):
        children = [children]
    for child in children:
        found = child.get_object()
        if hasattr(found, "get") and "/S" in found:
            yield found
            yield from elements(found)


def tags(pdf):
    return list(elements(pdf.trailer["/Root"]["/StructTreeRoot"]))


def attribute(element, name):
    owned = element.get("/A", [])
    for part in owned if isinstance(owned, list) else [owned]:
        if name in part.get_object():
            return part.get_object()[name]
    return None


def test_it_says_that_it_is_pdf_ua_1(pdf):
    catalogue = pdf.trailer["/Root"]

    assert "pdfuaid" in catalogue["/Metadata"].get_object().get_data().decode()
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en-GB"


def test_its_title_is_shown_and_names_it(letter, pdf):
    assert pdf.metadata.title == f"{letter.title} ({letter.reference})"
    assert pdf.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_its_headings_begin_at_one_and_skip_no_level(pdf):
    levels = [int(tag["/S"][2:]) for tag in tags(pdf) if tag["/S"] in ("/H1", "/H2", "/H3")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_mark_has_words(pdf):
    [mark] = [tag for tag in tags(pdf) if tag["/S"] == "/Figure"]

    assert mark["/Alt"] == "A bottle kiln drawn as a constellation"


def test_its_table_has_a_caption_and_headers_that_say_what_they_head(pdf):
    """A table that goes on overleaf is one there too, and its headings are said again."""
    tables = [list(elements(tag)) for tag in tags(pdf) if tag["/S"] == "/Table"]

    assert tables
    assert [tag["/S"] for inside in tables for tag in inside].count("/Caption") == 1
    for inside in tables:
        headers = {tag["/ID"] for tag in inside if tag["/S"] == "/TH"}
        cells = [tag for tag in inside if tag["/S"] == "/TD"]
        assert len(headers) >= 5
        assert all(len(attribute(cell, "/Headers")) >= 2 for cell in cells)
        assert {header for cell in cells for header in attribute(cell, "/Headers")} <= headers


def test_everything_on_the_page_is_in_the_tree_or_marked_as_decoration(pdf):
    for page in pdf.pages:
        assert "/StructParents" in page
        assert page["/Tabs"] == "/S"


def test_every_font_is_embedded(pdf):
    fonts = {font.idnum: font.get_object() for page in pdf.pages for font in page["/Resources"]["/Font"].values()}

    assert fonts
    for font in fonts.values():
        descendant = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        described = descendant["/FontDescriptor"].get_object()
        assert "AtkinsonHyperlegible" in descendant["/BaseFont"].replace("-", "")
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(described)
        assert "/ToUnicode" in font


def test_it_is_small(letter):
    assert letter.file.size < 40_000


def test_its_code_is_printed_on_it(letter, pdf):
    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())

    assert f"Is this letter ours? Type the code {letter.code} at" in words
    assert "/verify/" in words
