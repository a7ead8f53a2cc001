"""Nothing with a flow can be added, changed or deleted by form (ADR 0006)."""

import pytest
from django.contrib import admin
from django.test import RequestFactory

from tests.architecture.test_relations_point_down import OURS
from tests.factories.schools import finance, lead, national_lead

pytestmark = pytest.mark.django_db

REGISTERED = list(admin.site._registry.items())
REFERENCE_DATA = {"Opportunity", "EventSeries", "Expertise", "DayRate", "Network", "PreparedAnswer"}


def request_of(person):
    request = RequestFactory().get("/admin/")
    request.user = person
    return request


@pytest.mark.parametrize(("model", "model_admin"), REGISTERED, ids=lambda thing: getattr(thing, "__name__", ""))
@pytest.mark.parametrize("role", [lead, national_lead, finance], ids=lambda role: role.__name__)
def test_only_plain_reference_data_is_edited_by_form_and_only_by_leads(model, model_admin, role):
    request = request_of(role())
    may_edit = role is lead and model.__name__ in REFERENCE_DATA

    assert model_admin.has_add_permission(request) is may_edit
    assert model_admin.has_change_permission(request) is may_edit
    assert model_admin.has_delete_permission(request) is False


@pytest.mark.parametrize(("model", "model_admin"), REGISTERED, ids=lambda thing: getattr(thing, "__name__", ""))
def test_no_inline_edits_a_thing_with_a_flow(model, model_admin):
    assert [inline.model.__name__ for inline in model_admin.inlines if hasattr(inline.model, "flow")] == []


def test_every_model_with_a_flow_can_be_looked_up():
    with_flow = {model for model in OURS if hasattr(model, "flow")}

    assert {model.__name__ for model in with_flow - set(admin.site._registry)} == set()
