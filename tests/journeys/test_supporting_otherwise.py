"""Support that a school pays for: a quote, a no and a yes, a visit that moves, and a hand-over on the way."""

import csv
import datetime
import re
from io import StringIO

import pytest

from tests.journeys.conftest import Cast
from tests.journeys.inspection import Nothing
from tests.journeys.visitor import pdf_in, text_of

pytestmark = pytest.mark.xdist_group("embedded")

SCHOOL = "Jigger Street CofE Academy"
COULD_YOU = f"Could you support {SCHOOL}?"
OBJECTIVE = "Every class has a science book of its own"


class PayingCast(Cast):
    """A school with money, and three influencers who were there before the portal was."""

    def __init__(self, *args):
        super().__init__(*args)
        self.head = self.person("Jolyon Sprigg", "head@jigger-street.example")
        self.one = self.person("Iris Engobe", "iris@saggar-lane.example")
        self.other = self.person("Owen Bisque", "owen@biscuit-glost.example")
        self.third = self.person("Una Jollie", "una@saggar-lane.example")

    def in_days(self, number):
        return self.today + datetime.timedelta(days=number)


@pytest.fixture
def cast(browser, embedded_portal):
    return PayingCast(browser, embedded_portal, Nothing())


def test_a_school_pays_for_support_that_changes_hands(cast):
    bring_in_influencers(cast)
    ask_for_support(cast)
    be_sent_a_quote(cast)
    accept_the_quote(cast)
    turn_it_down(cast)
    somebody_else_says_yes(cast)
    agree_on_a_plan(cast, cast.other)
    move_a_visit(cast)
    hand_it_over(cast)
    assert cast.faults == []


def bring_in_influencers(cast):
    """A lead brings them in from a file; each looks at their page, and publishes it."""
    lead = cast.lead
    lead.visit("/admin/")
    lead.sign_in()
    lead.follow("Science influencers")
    lead.follow("Bring in the influencers there are already")
    file = {"name": "them.csv", "mimeType": "text/csv", "buffer": file_of(cast)}
    lead.main.get_by_label("The file").set_input_files(file)
    lead.press("Check the file")
    lead.reads("These 3 people will be asked")
    lead.press("Ask all 3")
    for person in (cast.one, cast.other, cast.third):
        person.open_mail("Your page as a science influencer: is it right?")
        person.fill({"Yes, list me in the public directory": True})
        person.press("Publish your page")
        person.reads("In the directory")


def file_of(cast):
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(["name", "e-mail", "urn", "strengths", "key stages", "biography"])
    rows.writerow([cast.one.name, cast.one.email, "900101", "Talk and questioning", "KS2", "Rivers and bridges."])
    rows.writerow([cast.other.name, cast.other.email, "900103", "Talk and questioning", "KS1", "Seeds and soil."])
    rows.writerow([cast.third.name, cast.third.email, "900101", "Talk and questioning", "KS2", "Sound and light."])
    return text.getvalue().encode()


def ask_for_support(cast):
    """A head who leads science, too."""
    head = cast.head
    head.visit("/support/")
    head.pick_school("Your school", "jigger", SCHOOL)
    head.fill({"Your name": head.name, "Your school e-mail": head.email})
    head.choose("Your role", "Both")
    head.fill({"What would help?": "Writing in science, from reception up."})
    head.press("Check your answers")
    head.press("Send the request")
    head.open_mail("Please confirm your request for support")
    head.press("Confirm my request")
    head.reads(SCHOOL)


def be_sent_a_quote(cast):
    """Not intensive: so nobody is asked to come before the head accepts a price."""
    lead = cast.lead
    lead.open_mail(f"{SCHOOL} asks for support")
    lead.press("Yes, Jolyon Sprigg is the head")
    lead.choose("Support level of the school", "Targeted")
    lead.choose("How is the support paid for?", "A quote: the school pays")
    lead.fill({"Why?": "A good school that would like to go further"})
    lead.press("Set both")
    lead.follow("Make the quote")
    lead.fill({"Days at the school": "1.5 days", "Days of preparation": "half a day"})
    lead.fill({"Price of a day, in pounds": "300"})
    lead.press("Look at it")
    lead.reads("£600.00", "Nothing has been sent yet.")
    lead.press("Send the quote")
    lead.reads("Next, Jolyon Sprigg", "quote of £600.00")
    assert lead.main.get_by_role("button", name="Ask this influencer").count() == 0


def accept_the_quote(cast):
    """By the mail's link, without signing in; the letter says what the page says."""
    head, lead = cast.head, cast.lead
    _, letter = pdf_in(head.open_mail("A quote for science support: £600.00"))
    assert "£600.00" in letter
    head.press("Show the quote")
    head.reads("£600.00", "Nothing starts, and nothing is owed, before the headteacher accepts it.")
    head.fill({"Your purchase-order number": "PO-17"})
    head.press("Accept the quote")
    head.reads("Accepted by Jolyon Sprigg")
    lead.open_mail(f"{SCHOOL} has accepted its quote")
    lead.reads("Choose an influencer", "1.5 days to ask for")


def turn_it_down(cast):
    """“Not this time” asks for nothing, and the money stays where it was."""
    ask(cast.lead, cast.one)
    cast.one.open_mail(COULD_YOU)
    cast.one.press("Not this time")
    cast.one.reads("We will ask somebody else")
    cast.lead.open_mail(f"Iris Engobe can’t support {SCHOOL} this time")
    cast.lead.reads("1.5 days to ask for")


def somebody_else_says_yes(cast):
    ask(cast.lead, cast.other)
    cast.other.open_mail(COULD_YOU)
    cast.other.reads("Writing in science, from reception up.")
    cast.other.press("Yes, I would like to")
    cast.other.reads("Next, you")
    cast.head.open_mail(f"Owen Bisque will support {SCHOOL}")
    cast.head.reads("Owen Bisque")


def ask(lead, person):
    """Peer support, which needs no champion's training."""
    lead.fill({"Kind of support": "Peer support"})
    lead.press("Show")
    choose(lead, person)
    lead.press("Ask this influencer")
    lead.reads(f"Next, {person.name}")


def choose(lead, person):
    lead.choose("Influencer", person.name)
    lead.choose("National lead", "Nadia Hanley")
    lead.fill({"Why this one?": "They know each other"})


def agree_on_a_plan(cast, influencer):
    """One objective, one action; the head holds both seats of the school, and answers once."""
    had = cast.head.mail_so_far
    influencer.follow("write the action plan", within=influencer.main.locator(".notice"))
    influencer.fill({"What should be different?": OBJECTIVE, "What will be done?": "Look at ten books together"})
    influencer.fill({"Who does it?": "Owen and Jolyon", "By when?": cast.in_days(21)})
    influencer.fill({"How will we know that it worked?": "Children read from them"})
    influencer.press("Keep the draft")
    share(cast, influencer, had)


def share(cast, influencer, had):
    influencer.press("Share it with the school")
    cast.head.open_mail(f"An action plan for {SCHOOL}", after=had)
    cast.head.reads(OBJECTIVE)
    cast.head.press("Yes, I agree this plan")
    cast.head.reads("Agreed")


def move_a_visit(cast):
    """A Saturday is warned of; another day is chosen, and the visit moves in both diaries."""
    influencer, had = cast.other, cast.head.mail_so_far
    influencer.open_mail(f"{SCHOOL} has agreed the action plan")
    if not influencer.path.endswith("/visits/new/"):
        influencer.follow("Plan a visit")
    first = plan(influencer, "Plan the visit", cast.in_days(7))
    planned = event_in(cast.head.mail("Owen Bisque will visit", after=had))
    influencer.follow("Move the visit")
    saturday = cast.in_days(7 + (5 - cast.today.weekday()) % 7)
    influencer.fill({"Date": saturday, "Why?": "A school trip"})
    influencer.press("Move the visit")
    influencer.reads("Nothing is arranged yet.")
    second = plan(influencer, "Move the visit", cast.in_days(14), already_warned=True)
    influencer.reads("The visit is moved.")
    mail = cast.head.mail("Moved: the visit to", after=had)
    assert "A school trip" in text_of(mail)
    moved = event_in(mail)
    assert (moved["UID"], planned["day"], moved["day"]) == (planned["UID"], first, second)
    assert int(moved["SEQUENCE"]) > int(planned["SEQUENCE"])
    assert event_in(influencer.mail("Moved: the visit to"))["UID"] == moved["UID"]


def plan(influencer, button, on, *, already_warned=False):
    """A morning on that day, or all the same if it happens to be a holiday; gives the day as calendars write it."""
    all_the_same = "Arrange it all the same"
    influencer.fill({"Date": on})
    influencer.choose("Part of the day", "Morning")
    influencer.press(all_the_same if already_warned else button)
    if influencer.main.get_by_role("button", name=all_the_same).count():
        influencer.press(all_the_same)
    return f"{on:%Y%m%d}"


def event_in(message):
    """What the mail's calendar file holds, by name, and its day."""
    [file] = [part for part in message.iter_attachments() if part.get_content_type() == "text/calendar"]
    text = re.sub(r"\r?\n ", "", file.get_content())
    event = text[text.index("BEGIN:VEVENT") :]
    found = dict(re.findall(r"^(UID|SEQUENCE|DTSTART)[^:\n]*:(\S+)", event, re.MULTILINE))
    return found | {"day": found["DTSTART"][:8]}


def hand_it_over(cast):
    """The days that are left go on with another; of whoever turned it down the lead is warned; the plan goes along."""
    lead, third, head, had = cast.lead, cast.third, cast.head, cast.head.mail_so_far
    lead.menu("Desk")
    lead.follow("Requests for support")
    lead.follow("Everything that is not over")
    lead.follow(SCHOOL)
    lead.follow("Owen Bisque, 1.5 days")
    lead.follow("Hand it over to somebody else")
    lead.reads("said “not this time” to this request")
    choose(lead, third)
    lead.fill({"Why is it handed over?": "Owen has a new post in the spring."})
    lead.press("Hand it over, and ask them")
    lead.reads("Next, Una Jollie")
    assert "Owen has a new post in the spring." in text_of(head.mail("goes on with somebody else", after=had))
    head.mail("Cancelled: the visit to", after=had)
    third.open_mail(COULD_YOU)
    third.press("Yes, I would like to")
    third.reads(OBJECTIVE, "version 2")
    share(cast, third, had)
    head.reads("Una Jollie", "1.5 days agreed")
