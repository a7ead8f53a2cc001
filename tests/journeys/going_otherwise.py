"""What doesn't go straight on: put off, asked again, full, away, moved on, known twice; each by whom it falls to."""

import datetime

from tests.journeys.visitor import text_of

BIOGRAPHY = "Ask me about shadows, sundials and how long a minute is."
RETURN = "What would a school ring you for?"


def in_weeks(cast, number):
    return cast.today + datetime.timedelta(weeks=number)


def hold_a_visit(cast, **learned):
    """Arranged for today and recorded, on the nomination's page at the desk."""
    lead = cast.lead
    lead.fill({"Date of the visit": cast.today, "Starts at": "15:30"})
    lead.press("Arrange the visit")
    lead.fill(
        {
            "Whom did you meet?": "The head, and Theo",
            "What are they keen on, and what are their strengths?": "Light and shadow",
            "What was said of expectations and capacity?": "A day a term, from the spring",
            **learned,
        }
    )
    lead.press("Record the visit")


def put_it_off(cast):
    """Now is not the time: the lead says when to come back to it, and the head reads it."""
    cast.lead.open_mail("New nomination: Theo Pitt")
    hold_a_visit(cast, **{"Yes, Greta Glost is the headteacher of Biscuit & Glost Infant School": True})
    cast.lead.choose("What do you decide?", "Put off")
    cast.lead.fill(
        {
            "Reason": "The inspectors are expected.",
            "If you put it off: when do you come back to it?": in_weeks(cast, 6),
        },
        within=cast.lead.main.locator("form", has_text="What do you decide?"),
    )
    cast.lead.press("Send the decision")
    back_on = in_weeks(cast, 6)
    words = f"{back_on:%A} {back_on.day} {back_on:%B %Y}"
    cast.lead.reads(f"Put off until {words}")
    assert "The inspectors are expected." in text_of(cast.head.open_mail("Your nomination of Theo Pitt"))
    cast.head.reads(words)


def come_back_to_it(cast):
    """The head rings sooner than thought: another visit, and yes."""
    hold_a_visit(cast)
    cast.lead.choose("What do you decide?", "Accept")
    cast.lead.press("Send the decision")
    cast.lead.reads("Theo Pitt is next")


def answer(cast):
    teacher = cast.teacher
    teacher.open_mail("What would you like to do?")
    teacher.main.get_by_label("Talk and questioning").check()
    teacher.choose("Which key stages do you know well?", "Key stage 1")
    teacher.fill({"A few sentences about you": "Shadows.", "Yes, list me in the public directory": True})
    teacher.press("Send to SATC")
    teacher.reads("The SATC lead reads it next")


def ask_for_more(cast):
    """The lead returns it with a comment."""
    lead = cast.lead
    lead.open_mail("Theo Pitt has told us")
    lead.main.get_by_text("Return it with a comment").click()
    lead.fill({"What would you like them to change, or to tell you?": RETURN})
    lead.press("Return it")
    lead.reads("Theo Pitt is next", RETURN)


def answer_again(cast):
    """The teacher finds the comment and every answer, and sends it again; the lead accepts."""
    teacher, lead = cast.teacher, cast.lead
    teacher.open_mail("A question about what you would like to do")
    teacher.reads(RETURN)
    assert teacher.holds("A few sentences about you") == ["Shadows."]
    teacher.fill({"A few sentences about you": BIOGRAPHY})
    teacher.press("Send to SATC")
    lead.open_mail("Theo Pitt has told us")
    lead.reads(BIOGRAPHY)
    lead.press("Accept")
    lead.reads("Theo Pitt is a science influencer")


def wait_for_a_place(cast):
    """One place: the head has it, the teacher waits; it is given up, and goes to who waited."""
    lead, head, teacher = cast.lead, cast.head, cast.teacher
    lead.menu("Desk")
    lead.follow("Events")
    lead.follow("Add an event")
    lead.choose("Kind", "Twilight")
    lead.choose("Part of the day", "Twilight")
    lead.choose("Who may book?", "Anybody we know")
    lead.fill({"Title": "Sundials", "What is it for?": "To make one", "Date": in_weeks(cast, 4), "Where": "The yard"})
    lead.fill({"Places": 1})
    lead.press("Add the event")
    for person, button in ((head, "Book a place"), (teacher, "Join the waiting list")):
        person.menu("Events")
        person.follow("Sundials")
        if person.main.get_by_role("link", name="Sign in to book").count():
            person.follow("Sign in to book")
            person.sign_in()
        person.press(button)
    teacher.reads("You are on the waiting list")
    head.press("Give up my place")
    teacher.open_mail("A place has come free: you are booked for “Sundials”")
    teacher.reads("You have a place.")


def be_away(cast):
    """Paused, nobody finds them; back, everybody does."""
    teacher, anyone = cast.teacher, cast.anyone
    teacher.menu("My page")
    teacher.follow("Your page in the directory")
    teacher.follow("Pause")
    teacher.fill({"When are you back?": in_weeks(cast, 5)})
    teacher.press("Pause it")
    teacher.reads("Paused", "Nobody finds you in the directory until")
    anyone.visit("/influencers/")
    anyone.fill({"Search": "sundials"})
    anyone.press("Search")
    anyone.reads("Nobody fits all of that")
    teacher.press("Come back now")
    teacher.reads("In the directory")
    anyone.press("Search")
    anyone.reads("1 science influencer found")


def move_school(cast):
    """The lead moves them in one act; their page follows."""
    lead, anyone = cast.lead, cast.anyone
    find_person(lead, "Theo Pitt")
    lead.follow("Move from Biscuit & Glost Infant School")
    lead.pick_school("New school", "moorland", "Moorland Edge Primary School")
    lead.fill({"Last day at the old school": cast.today - datetime.timedelta(days=1)})
    lead.press("Move them")
    lead.reads("Moorland Edge Primary School")
    anyone.follow("Theo Pitt")
    anyone.reads("Moorland Edge Primary School", BIOGRAPHY)


def be_known_twice(cast):
    """Somebody entered them anew with the new school's address; the lead joins the two, and either signs them in."""
    lead = cast.lead
    lead.menu("Desk")
    lead.follow("People")
    lead.follow("Somebody starts a post")
    lead.fill({"E-mail address": "theo@moorland-edge.example", "Name": "Theo Pitt"})
    lead.pick_school("School", "moorland", "Moorland Edge Primary School")
    lead.choose("Role at school", "Science leader")
    lead.press("Start the post")
    lead.follow("Join with another record of the same person")
    lead.follow("Compare with Theo Pitt, theo@biscuit-glost.example")
    lead.follow("Join them the other way round")
    lead.choose("Where do we write to them?", "theo@moorland-edge.example")
    lead.fill({"How do you know that they are one person?": "He told me."})
    lead.press("Join them")
    lead.reads("They are one person now", "theo@moorland-edge.example")
    moved = cast.person("Theo Pitt", "theo@moorland-edge.example")
    moved.visit("/my/profile/")
    moved.sign_in()
    moved.reads("In the directory", BIOGRAPHY)


def find_person(lead, name):
    lead.menu("Desk")
    lead.follow("People")
    lead.fill({"Name or e-mail address": name})
    lead.press("Show")
    lead.follow(name)
