"""From a head's nomination to the letter and the directory, each step by the person whose turn it is."""

import datetime

BIOGRAPHY = "I love getting children to ask the next question. Kilns, clay and circuits are my favourites."


def add_an_event(cast):
    """The lead signs in at the desk and adds a CPD day whose release is funded."""
    lead = cast.lead
    lead.visit("/admin/")
    lead.sign_in()
    lead.follow("Events")
    lead.follow("Add an event")
    lead.choose("Kind", "CPD day")
    lead.choose("Part of the day", "Whole day")
    lead.fill(
        {
            "Title": "Questions worth asking",
            "What is it for?": "A day on asking better questions",
            "Date": event_date(cast),
            "Where": "The Kiln Room",
            "Release is funded": True,
        }
    )
    lead.press("Add the event")
    lead.reads("Nobody is booked yet")


def event_date(cast):
    """A weekday three weeks from now."""
    return cast.today + datetime.timedelta(weeks=3)


def nominate(cast):
    """A head nominates, checks the answers, and has a reference."""
    head = cast.head
    head.visit("/")
    head.follow("Nominate a teacher", within=head.main.locator("h2"))
    head.fill({"Headteacher’s name": head.name, "Headteacher’s school e-mail": head.email})
    head.pick_school("School", cast.school.split()[0], cast.school)
    head.fill(
        {
            "Nominee’s name": cast.teacher.name,
            "Nominee’s school e-mail": cast.teacher.email,
            "Why them?": "Everybody at school goes to them with questions.",
        }
    )
    head.choose("Nominee’s role", "Teacher, or another role")
    head.choose("Is there time for it?", "Yes")
    head.press("Check your answers")
    head.reads(cast.school, "Everybody at school goes to them with questions.")
    head.press("Send the nomination")
    assert head.reference("NOM")


def confirm_the_nomination(cast):
    """The link in the mail opens a page with a button; nothing happens before it is pressed."""
    head = cast.head
    head.open_mail("Please confirm your nomination")
    head.press("Confirm the nomination")
    head.reads("The nomination is confirmed", "SATC lead")
    assert head.path.startswith("/track/NOM-")


def visit_the_school(cast):
    """The lead arranges the visit, goes, writes down what was learned, proves the head, and accepts."""
    lead = cast.lead
    lead.open_mail("New nomination: Nia Kilner")
    lead.fill({"Date of the visit": cast.today, "Starts at": "15:30"})
    lead.press("Arrange the visit")
    lead.fill(
        {
            "Whom did you meet?": "The head, and Nia",
            "What are they keen on, and what are their strengths?": "Questions, practical work",
            "What was said of expectations and capacity?": "A day a half-term is possible",
            "Yes, Hester Glaze is the headteacher of Saggar Lane Primary School": True,
        }
    )
    lead.press("Record the visit")
    lead.choose("What do you decide?", "Accept")
    lead.press("Send the decision")
    lead.reads("Nia Kilner is next")


def express_interest(cast):
    """The nominee signs in by a code from the mail's link, and says what they would like."""
    teacher = cast.teacher
    teacher.open_mail("What would you like to do?")
    assert teacher.path.startswith("/eoi/EOI-")
    teacher.main.get_by_label("Talk and questioning").check()
    teacher.choose("Which key stages do you know well?", "Key stage 2")
    teacher.fill({"A few sentences about you": BIOGRAPHY})
    teacher.choose("Would you like to take up any of these?", "Assessment champion")
    teacher.choose("Which dates would suit you?", "Questions worth asking")
    teacher.fill({"Yes, list me in the public directory": True})
    teacher.press("Send to SATC")
    teacher.reads("With the SATC lead", "The SATC lead reads it next")


def accept_the_interest(cast):
    """Accepting makes the influencer, books the place and sends the letter."""
    lead = cast.lead
    lead.open_mail("Nia Kilner has told us")
    lead.press("Accept")
    lead.reads("Nia Kilner is a science influencer")


def read_the_letter(cast):
    """The proven head has the letter by mail, and opens the same one signed in."""
    words = cast.head.open_document("Nia Kilner is a science influencer")
    on = event_date(cast)
    for each in (f"{on:%A} {on.day} {on:%B %Y}", "Questions worth asking", "£200.00", "never to the person"):
        assert each in words, f"The letter doesn’t say {each!r}: {words}"
    assert "@" not in words


def find_in_the_directory(cast):
    """Anyone finds the influencer by words, strength and key stage, and nobody's address is in any page's source."""
    anyone = cast.anyone
    anyone.visit("/")
    for link, words in [("Opportunities", "Assessment champion"), ("Events", "Questions worth asking")]:
        anyone.menu(link)
        anyone.reads(words)
        assert "@" not in anyone.page.content()
    anyone.menu("Find expertise")
    anyone.fill({"Search": "kilns"})
    anyone.choose("Key stage", "Key stage 2")
    anyone.main.get_by_text("Pedagogy", exact=True).first.click()
    anyone.main.get_by_label("Talk and questioning").check()
    anyone.press("Search")
    anyone.reads("1 science influencer found")
    assert "@" not in anyone.page.content()
    anyone.follow("Nia Kilner")
    anyone.reads("Saggar Lane Primary School", BIOGRAPHY)
    assert "@" not in anyone.page.content()
