"""From another school's request to an accepted visit report."""

import datetime

SCHOOL = "St Zoë's Catholic Primary School"


def ask_for_support(cast):
    """A head who found the influencer in the directory asks for support, and confirms by the link in the mail."""
    head = cast.other_head
    head.visit("/influencers/")
    head.follow("Nia Kilner")
    head.follow("Ask SATC about this")
    head.reads("You would like to hear from Nia Kilner", "free", "quote")
    head.pick_school("Your school", "kiln bank", f"{SCHOOL}, Kiln Bank")
    head.fill({"Your name": head.name, "Your school e-mail": head.email})
    head.choose("Your role", "Headteacher")
    head.fill(
        {
            "Their name": cast.science_leader.name,
            "Their school e-mail": cast.science_leader.email,
            "What would help?": "A new science leader would like to see good questioning.",
        }
    )
    head.press("Check your answers")
    head.reads(SCHOOL, "Sam Slipware")
    head.press("Send the request")
    assert head.reference("SUP")
    head.open_mail("Please confirm your request for support")
    head.press("Confirm my request")
    assert head.path.startswith("/track/SUP-")


def broker(cast):
    """The lead proves the head, sets the level, reserves from the pool, and asks the influencer."""
    lead = cast.lead
    lead.open_mail("Kiln Bank asks for support")
    lead.press("Yes, Bola Marl is the head")
    lead.choose("Support level of the school", "Intensive")
    lead.choose("How is the support paid for?", "Funded coaching days")
    lead.fill({"Why?": "A new leader and a hard year"})
    lead.press("Set both")
    lead.fill({"Days to reserve": "2.5 days"})
    lead.press("Reserve the days")
    lead.reads("2.5 days to ask for: reserved for this request")
    lead.choose("Influencer", "Nia Kilner")
    lead.choose("National lead", "Nadia Hanley")
    lead.fill({"Days": "2.5 days", "Why this one?": "The school asked for her"})
    lead.press("Ask this influencer")
    lead.reads("Next, Nia Kilner")


def say_yes(cast):
    """The influencer, from the mail."""
    teacher = cast.teacher
    teacher.open_mail(f"Could you support {SCHOOL}")
    assert teacher.path.startswith("/deployments/DEP-")
    teacher.press("Yes, I would like to")
    teacher.reads("Next, you")


def release(cast):
    """The head of the influencer's own school, by the link in the mail."""
    head = cast.head
    head.open_mail("Can Nia Kilner support")
    head.press("Show what is asked")
    head.reads("2.5 days", "£500.00")
    head.choose("Can you release them?", "Yes, on dates that we agree")
    head.press("Send my answer")
    head.reads("agreed on")


def write_the_plan(cast):
    """Objectives and actions, kept as a draft, then shared with the school."""
    teacher = cast.teacher
    teacher.follow("write the action plan", within=teacher.main.locator(".notice"))
    teacher.fill({"What should be different?": "Children ask their own questions"})
    teacher.press("Add another action")
    for number, act in enumerate(["Plan a lesson together", "Teach it side by side"]):
        action = teacher.main.get_by_role("group", name=f"Action {number + 1}")
        teacher.fill(
            {
                "What will be done?": act,
                "Who does it?": "Nia and Sam",
                "By when?": cast.today + datetime.timedelta(weeks=number + 1),
                "How will we know that it worked?": "More hands go up",
            },
            within=action,
        )
    teacher.press("Keep the draft")
    teacher.press("Share it with the school")
    teacher.reads("Waiting for the head")


def agree_the_plan(cast):
    """The science leader answers first; the head's yes starts the support."""
    leader, head = cast.science_leader, cast.other_head
    for person in (leader, head):
        person.open_mail(f"An action plan for {SCHOOL}")
        person.reads("Children ask their own questions", "Teach it side by side")
        person.press("Yes, I agree this plan")
    head.reads("Agreed", "Next, Nia Kilner: plan the first visit")


def plan_a_visit(cast):
    """From the mail that says the plan is agreed."""
    teacher = cast.teacher
    teacher.open_mail("has agreed the action plan")
    if not teacher.path.endswith("/visits/new/"):
        teacher.follow("Plan a visit")
    teacher.fill({"Date": cast.today, "What is it for?": "Teaching side by side"})
    teacher.choose("Part of the day", "Whole day")
    teacher.press("Plan the visit")
    teacher.reads("1.5 days still to plan")


def report_from_a_phone(cast):
    """Signed in on a phone, from My page; it saves itself, then it is sent."""
    phone = cast.teacher_on_a_phone
    phone.visit("/")
    phone.menu("Sign in")
    phone.sign_in()
    assert phone.path == "/my/"
    phone.follow("Report on the visit")
    phone.fill({"Who was there?": "The science leader and a class of thirty"})
    phone.main.get_by_role("status").filter(has_text="Saved at").wait_for()
    phone.fill(
        {
            "What did you do together?": "Taught a lesson on magnets.",
            "What is different now, or beginning to be?": "Quiet children asked questions.",
            "What happens next?": "Sam teaches the next one.",
        }
    )
    phone.press("Send the report")
    phone.reads("Nadia Hanley reads it")


def accept_the_report(cast):
    """The national lead, from the mail."""
    national_lead = cast.national_lead
    national_lead.open_mail("A visit report to read")
    national_lead.reads("Quiet children asked questions.")
    national_lead.press("Accept the report")
    national_lead.reads("Nia Kilner claims the day")
