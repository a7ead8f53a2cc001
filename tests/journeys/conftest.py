from functools import cached_property
from pathlib import Path

import pytest

from tests.journeys.inspection import Inspector, Nothing
from tests.journeys.visitor import PHONE, Visitor

REGISTER = Path(__file__).resolve().parent.parent / "data" / "gias_invented.csv"


class Cast:
    """Who takes part, each with a browser of their own. Everybody is invented."""

    school = "Saggar Lane Primary School"

    def __init__(self, browser, stack, inspector):
        self.browser, self.stack, self.inspector, self.everybody = browser, stack, inspector, []

    def person(self, name, email="", **more):
        visitor = Visitor(self.browser, self.stack, self.inspector, name=name, email=email, **more)
        self.everybody.append(visitor)
        return visitor

    def be_looked_at_by(self, inspector):
        """From now on, whoever takes part."""
        self.inspector = inspector
        for visitor in self.everybody:
            visitor.inspector = inspector

    @property
    def faults(self):
        """What was wrong with the pages that they met."""
        return [fault for visitor in self.everybody for fault in visitor.faults]

    @property
    def today(self):
        return self.stack.today

    @cached_property
    def lead(self):
        return self.person("Lena Longton", "lena@satc.example")

    @cached_property
    def national_lead(self):
        return self.person("Nadia Hanley", "nadia@satc.example")

    @cached_property
    def finance(self):
        return self.person("Femi Fenton", "femi@satc.example")

    @cached_property
    def head(self):
        """Of Saggar Lane, whose teacher is nominated."""
        return self.person("Hester Glaze", "head@saggar-lane.example")

    @cached_property
    def teacher(self):
        return self.person("Nia Kilner", "nia@saggar-lane.example")

    @cached_property
    def teacher_on_a_phone(self):
        return self.person("Nia Kilner", "nia@saggar-lane.example", device=PHONE)

    @cached_property
    def other_head(self):
        """Of St Zoë's, which asks for support."""
        return self.person("Bola Marl", "head@st-zoes.example")

    @cached_property
    def science_leader(self):
        return self.person("Sam Slipware", "sam@st-zoes.example")

    @cached_property
    def anyone(self):
        return self.person("Anyone")


def register(stack):
    """The two commands with which a portal begins."""
    stack.manage("import_schools", REGISTER)
    stack.manage("invite_staff", "lena@satc.example", "lead", "--name", "Lena Longton")
    stack.manage("invite_staff", "nadia@satc.example", "national-lead", "--name", "Nadia Hanley")
    stack.manage("invite_staff", "femi@satc.example", "finance", "--name", "Femi Fenton")
    return stack


@pytest.fixture(scope="session")
def serve_portal(serve_stack):
    return register(serve_stack)


@pytest.fixture(scope="session")
def embedded_portal(embedded_stack):
    return register(embedded_stack)


@pytest.fixture(scope="session")
def inspector():
    return Inspector()


@pytest.fixture
def cast_on_serve(browser, serve_portal, inspector):
    return Cast(browser, serve_portal, inspector)


@pytest.fixture
def cast_on_embedded(browser, embedded_portal):
    """The pages are those that the same path has shown on the other stack, so they aren't inspected again."""
    return Cast(browser, embedded_portal, Nothing())


@pytest.fixture
def cast(browser, embedded_portal, inspector):
    return Cast(browser, embedded_portal, inspector)
