import pytest

from tests.factories.schools import PersonFactory, finance, lead, national_lead

NOT_LEADS = {"national lead": national_lead, "SATC finance": finance, "somebody else": PersonFactory}


@pytest.fixture
def a_lead(db):
    return lead(name="Maureen Okafor")


@pytest.fixture(params=NOT_LEADS)
def not_a_lead(request, db):
    """In turn, somebody in each other role, and somebody in none."""
    return NOT_LEADS[request.param]()
