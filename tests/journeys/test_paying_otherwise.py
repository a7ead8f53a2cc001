"""Money that takes a second way: a returned claim, a payment that fails and is made in the next run, a correction."""

import csv
from io import StringIO

import pytest

from tests.journeys.conftest import Cast
from tests.journeys.inspection import Inspector

pytestmark = pytest.mark.xdist_group("embedded")

SCHOOL = "Biscuit & Glost Infant School"


class PaidCast(Cast):
    """A school that releases an influencer, its head, and two people in finance."""

    def __init__(self, *args):
        super().__init__(*args)
        self.influencer = self.person("Tilda Luster", "tilda@biscuit-glost.example")
        self.cashier = self.person("Fay Cashmore", "fay@satc.example")


@pytest.fixture
def cast(browser, embedded_portal):
    embedded_portal.manage("invite_staff", "fay@satc.example", "finance", "--name", "Fay Cashmore")
    return PaidCast(browser, embedded_portal, Inspector())


def test_it_is_paid_in_the_end(cast):
    bring_in_an_influencer(cast)
    earn_a_day(cast)
    return_the_claim_and_approve_it(cast)
    fail_a_payment(cast)
    pay_it_in_the_next_run(cast)
    correct_it(cast)
    assert cast.faults == []


def bring_in_an_influencer(cast):
    lead = cast.lead
    lead.visit("/admin/")
    lead.sign_in()
    lead.follow("Science influencers")
    lead.follow("Bring in the influencers there are already")
    row = [cast.influencer.name, cast.influencer.email, "900103", "Talk and questioning", "KS1", "Glazes and light."]
    file = csv_of(["name", "e-mail", "urn", "strengths", "key stages", "biography"], row)
    lead.main.get_by_label("The file").set_input_files(file)
    lead.press("Check the file")
    lead.press("Ask ")
    cast.influencer.open_mail("Your page as a science influencer: is it right?")
    cast.influencer.fill({"Yes, list me in the public directory": True})
    cast.influencer.press("Publish your page")


def earn_a_day(cast):
    """A day of shadowing that no request asked for: entered, reported on, accepted."""
    lead, influencer, national_lead = cast.lead, cast.influencer, cast.national_lead
    lead.menu("Desk")
    lead.follow("Visit reports")
    lead.follow("Enter a day without a request")
    lead.choose("Kind of day", "Shadowing")
    lead.fill({"Influencer": influencer.name, "Date": cast.today, "What is it for?": "To see questioning at work"})
    lead.pick_school("School they go to", "saggar", "Saggar Lane Primary School")
    lead.choose("Part of the day", "Whole day")
    lead.choose("National lead who reads the report", "Nadia Hanley")
    lead.press("Enter the day")
    lead.reads("The day is entered")
    influencer.menu("My page")
    influencer.follow("Report on your day of")
    influencer.fill(
        {
            "Who was there?": "The science leader",
            "What did you do together?": "Watched two lessons.",
            "What happens next?": "The same at our own school.",
        }
    )
    influencer.press("Send the report")
    national_lead.open_mail("A visit report to read")
    national_lead.press("Accept the report")


def return_the_claim_and_approve_it(cast):
    """The influencer claims; the lead asks; the influencer answers; the lead approves."""
    influencer, lead = cast.influencer, cast.lead
    influencer.open_mail("Your visit report is accepted")
    influencer.reads(SCHOOL, "£200.00")
    influencer.press("Claim the ticked days")
    lead.menu("Desk")
    lead.follow(f"Decide on {influencer.reference('CLM')}")
    lead.reads("report accepted by Nadia Hanley")
    lead.fill({"Comment": "Was that the whole day?"})
    lead.press("Return with the comment")
    influencer.open_mail("has come back")
    influencer.reads("Was that the whole day?")
    influencer.fill({"Your answer to the comment": "Yes, both lessons and the talk after."})
    influencer.press("Send it again")
    influencer.reads("A SATC lead or a national lead looks at it next")
    lead.menu("Desk")
    lead.follow(f"Decide on {influencer.reference('CLM')}")
    lead.reads("Yes, both lessons and the talk after.")
    lead.press("Approve")


def fail_a_payment(cast):
    """Finance says by a file that the money has not arrived; the claim waits for the next run."""
    finance = cast.finance
    finance.open_mail("is approved and can be paid")
    pay = open_and_send(finance)
    bring_in(finance, [pay, "failed", f"{cast.today:%d/%m/%Y}", "", "The account is closed"])
    finance.reads("Payment failed", "Finished")


def pay_it_in_the_next_run(cast):
    finance = cast.finance
    finance.menu("Desk")
    finance.follow("Open a payment run")
    pay = open_and_send(finance)
    bring_in(finance, [pay, "paid", f"{cast.today:%d/%m/%Y}", "BACS 4711", ""])
    finance.reads("BACS 4711", "Finished")
    cast.influencer.menu("My page")
    cast.influencer.reads("£200.00", "paid")


def correct_it(cast):
    """A lead proposes, somebody in finance agrees, somebody else authorises: three people, and a summary of its own."""
    lead, cashier, finance = cast.lead, cast.cashier, cast.finance
    lead.menu("Desk")
    lead.follow("Payment runs")
    lead.follow("RUN-", within=lead.main.get_by_role("row", name="Finished").first)
    lead.follow("Correct")
    lead.choose("What has to be put right?", "The school is owed more")
    lead.fill({"By how much, in pounds": "12.50", "Why?": "Supply cover ran on after school."})
    lead.press("Propose it")
    lead.reads("£12.50 more for", "Waiting for a second person")
    cashier.open_mail("to agree to it")
    cashier.reads("Supply cover ran on after school.")
    cashier.press("Agree to it")
    finance.menu("Desk")
    finance.follow("Payment runs")
    open_and_send(finance)
    finance.press("Mark all as paid")
    finance.reads("£12.50", "Supply cover ran on after school.", "Finished")


def open_and_send(finance):
    """Open a run over all that waits, authorise it and send it; the reference of its one payment."""
    finance.press("Open a payment run")
    finance.press("Authorise the run")
    finance.press("It has been sent")
    return finance.reference("PAY")


def bring_in(finance, row):
    finance.follow("Bring in what was paid")
    file = csv_of(["payment", "result", "date", "finance reference", "reason"], row)
    finance.main.get_by_label("The file").set_input_files(file)
    finance.press("Bring it in")


def csv_of(columns, *rows):
    text = StringIO()
    csv.writer(text).writerows([columns, *rows])
    return {"name": "them.csv", "mimeType": "text/csv", "buffer": text.getvalue().encode()}
