"""From a funded day to the payment summary."""

import csv
from io import StringIO

from tests.journeys.visitor import link_in


def claim(cast):
    """The influencer claims the day, from the mail that says that the report is accepted."""
    teacher = cast.teacher
    teacher.open_mail("Your visit report is accepted")
    teacher.reads("Saggar Lane Primary School", "1 day, £200.00")
    teacher.press("Claim the ticked days")
    teacher.reads("£200.00 for Saggar Lane Primary School")


def approve(cast):
    """A SATC lead, who finds it at the desk, with whatever else waits there; the mail says the same."""
    lead = cast.lead
    assert "/admin/claims/CLM-" in link_in(lead.mail("waits for approval"))
    lead.menu("Desk")
    lead.follow("Decide on CLM-")
    lead.press("Approve")
    lead.reads("Approved")


def pay(cast):
    """Finance opens a run, authorises it, downloads the file, sends it and marks it paid."""
    finance = cast.finance
    finance.open_mail("is approved and can be paid")
    finance.press("Open a payment run")
    run = finance.reference("RUN")
    finance.press("Authorise the run")
    read_the_file(finance, run)
    finance.press("It has been sent")
    finance.press("Mark all as paid")
    finance.reads("Paid")


def read_the_file(finance, run):
    name, content = finance.download("Download the payments")
    assert name.startswith(run)
    [row] = csv.DictReader(StringIO(content.decode("utf-8-sig")))
    assert (row["run"], row["URN"], row["school"]) == (run, "900101", "Saggar Lane Primary School")
    assert (row["payee"], row["days"], row["amount"]) == ("Stoke-on-Trent", "1", "200.00")


def read_the_payment_summary(cast):
    """The head of the school that released the influencer has it by mail; it says when, for what and how much."""
    words = cast.head.open_document("We have paid")
    on = cast.today
    for each in ("Saggar Lane Primary School", "Nia Kilner", f"{on:%A} {on.day} {on:%B %Y}", "£200.00", "PAY-"):
        assert each in words, f"The payment summary doesn’t say {each!r}: {words}"
    assert "@" not in words
