"""The two public forms for somebody whose browser runs no script: nothing is out of reach, nothing typed is lost."""

import pytest

pytestmark = pytest.mark.xdist_group("embedded")


@pytest.fixture
def head(cast):
    return cast.person("Olive Saggar", "olive@jigger.example", has_scripts=False)


def test_a_nomination_without_javascript(cast, head):
    head.visit("/nominate/")
    assert head.main.get_by_role("combobox").count() == 0, "A script has run."
    head.fill({"Headteacher’s name": head.name, "School": "900104", "Why them?": "They never stop asking."})
    head.press("Check your answers")
    head.reads(
        "There is a problem",
        "Enter the headteacher’s school e-mail address, like name@school.sch.uk.",
        "Jigger Street CofE (A) Junior School is closed in the register.",
        "Choose the nominee’s role.",
    )
    assert head.holds("Headteacher’s name", "Why them?") == [head.name, "They never stop asking."]

    head.fill({"Headteacher’s school e-mail": head.email, "School": "primary"})
    head.fill({"Nominee’s name": "Piet Sagger", "Nominee’s school e-mail": "piet@jigger.example"})
    head.choose("Nominee’s role", "Science leader")
    head.choose("Is there time for it?", "Yes")
    head.press("Check your answers")
    head.reads("Several schools match “primary”. Choose which one it is.")
    head.choose("Which school is it?", "Moorland Edge Primary School")
    head.press("Check your answers")
    head.reads("Check your answers", "Moorland Edge Primary School")

    head.press("Change Nominee’s name")
    assert head.holds("Nominee’s name", "Why them?") == ["Piet Sagger", "They never stop asking."]
    assert head.holds("School") == ["Moorland Edge Primary School, Stoke-on-Trent, ST13 9AF"]
    head.fill({"Nominee’s name": "Piet Saggar"})
    head.press("Check your answers")
    head.reads("Piet Saggar", "Moorland Edge Primary School")
    head.press("Send the nomination")
    assert head.reference("NOM")

    head.open_mail("Please confirm your nomination of Piet Saggar")
    head.press("Confirm the nomination")
    head.reads("The nomination is confirmed")
    assert cast.faults == []


def test_a_request_for_support_without_javascript(cast, head):
    head.visit("/support/")
    head.reads("What you can ask for", "free", "quote")
    head.fill({"Your school": "Biscuit & Glost Infant School", "What would help?": "A fresh pair of eyes."})
    head.press("Check your answers")
    head.reads("There is a problem", "Enter your name.", "Choose your role.")
    assert head.holds("Your school", "What would help?") == ["Biscuit & Glost Infant School", "A fresh pair of eyes."]

    head.fill({"Your name": head.name, "Your school e-mail": head.email})
    head.choose("Your role", "Both")
    head.press("Check your answers")
    head.reads("Check your answers", "A fresh pair of eyes.")
    head.press("Change What would help?")
    head.fill({"What would help?": "A fresh pair of eyes, please."})
    head.press("Check your answers")
    head.press("Send the request")
    assert head.reference("SUP")

    head.open_mail("Please confirm your request for support")
    head.press("Confirm my request")
    head.reads("Biscuit & Glost Infant School", "A fresh pair of eyes, please.")
    assert cast.faults == []
