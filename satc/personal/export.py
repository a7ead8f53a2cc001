"""What the portal holds on somebody, for them to read and to take away."""

import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.fields.files import FieldFile

from core import clock
from core.models import Change, Draft
from core.privacy import EMAIL, TELEPHONE
from core.words import long_date, long_datetime
from influencers.models import NominationVisit
from satc.personal import holdings
from satc.personal.naming import name_of
from schools.models import Person

# Secrets, and what the machinery keeps for itself.
LEFT_OUT = {
    "password", "is_active", "is_superuser", "data", "context", "search_text", "sha256", "code", "key", "token",
    "token_hash", "page", "session_key", "secret", "series", "attempts", "next_try_at", "leased_until", "last_error",
}  # fmt: skip
# In these columns the person stands for what they did in their work at SATC, on somebody else's thing.
ACTED = {"by", "claimant", "approver", "authoriser", "national_lead", "tutor", "visitor"}
SOMEBODY_ELSE = "[left out: somebody else’s]"


def export_of(person):
    """Everything held on the person, as JSON: themselves, then each thing by what they are to it.

    Addresses and names of others are left out. What they decided on as SATC's staff is named, not told.
    """
    return {
        "prepared_at": clock.now().isoformat(),
        "you": _person(person),
        "holdings": [holding for holding in _holdings(person) if holding["things"]],
    }


def _person(person):
    row = _own(person, set(person.addresses))
    return {**row, "Staff roles": ", ".join(sorted(person.roles))} if person.roles else row


def _holdings(person):
    emails, seen = set(person.addresses), set()
    for model, field, rows in holdings.pointing_at(person):
        seen |= {(model, pk) for pk in rows.values_list("pk", flat=True)} if not is_acted(field) else set()
        tell = _acted if is_acted(field) else lambda row: _own(row, emails)
        yield _holding(model, field, rows, tell)
    for model, field, rows in holdings.with_address(emails):
        if model is not Person:
            fresh = [row for row in rows.order_by("pk") if (model, row.pk) not in seen]
            yield _holding(model, field, fresh, lambda row: _own(row, emails))
    visits = NominationVisit.objects.filter(nomination__nominee=person).order_by("pk")
    field = NominationVisit._meta.get_field("nomination")
    yield _holding(NominationVisit, field, visits, lambda row: _own(row, emails))


def _holding(model, field, rows, tell):
    rows = rows.order_by("pk") if isinstance(rows, models.QuerySet) else rows
    return {
        "table": model._meta.label,
        "column": field.name,
        "what": name_of(model, field),
        "is_brief": is_acted(field),
        "things": [tell(row) for row in rows],
    }


def is_acted(field):
    return field.name in ACTED or field.name.endswith("_by")


def _acted(row):
    """Which thing it was, and when; nothing of what it says."""
    told = {"Reference": row.reference} if getattr(row, "reference", "") else {"Number": _number(row)}
    for field in row._meta.local_fields:
        if isinstance(field, models.DateField) and (value := getattr(row, field.name)) and field.name not in LEFT_OUT:
            told[_label(field)] = _words(value)
    return told


def _number(row):
    """What a thing without a reference is called; a change, by what it changed."""
    if isinstance(row, Change):
        return f"{ContentType.objects.get_for_id(row.subject_type_id).name} {row.subject_id}".capitalize()
    return str(row.pk)


def _own(row, emails):
    """Every column of the row that is theirs to know."""
    others = _others(row, emails)
    told = {}
    for field in row._meta.local_fields:
        if field.name not in LEFT_OUT | others and not isinstance(field, models.AutoField):
            value = _value(row, field)
            if value not in (None, ""):
                told[_label(field)] = _without_others(_words(value), emails)
    for field in row._meta.local_many_to_many:
        if field.related_model is not Person and (chosen := [str(item) for item in getattr(row, field.name).all()]):
            told[_label(field)] = "; ".join(chosen)
    return told


def _value(row, field):
    if isinstance(row, Draft) and field.name == "answers":
        return "\n".join(f"{name}: {', '.join(values)}" for name, values in row.answers.items())
    if field.related_model is Person or isinstance(field, models.JSONField):
        return None
    if field.is_relation:
        related = getattr(row, field.name)
        return None if related is None else getattr(related, "reference", "") or str(related)
    return getattr(row, f"get_{field.name}_display")() if field.choices else getattr(row, field.name)


def _others(row, emails):
    """The columns that hold somebody else's address, and the name beside it."""
    found = set()
    for field in row._meta.local_fields:
        if isinstance(field, models.EmailField) and (value := getattr(row, field.name)) and value not in emails:
            beside = holdings.name_beside(type(row), field)
            found |= {field.name} | ({beside.name} if beside else set())
    return found


def _without_others(text, emails):
    text = EMAIL.sub(lambda found: found[0] if found[0].lower() in emails else SOMEBODY_ELSE, text)
    return TELEPHONE.sub(SOMEBODY_ELSE, text)


def _words(value):
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime.datetime):
        return long_datetime(value)
    if isinstance(value, datetime.date):
        return long_date(value)
    return value.name if isinstance(value, FieldFile) else str(value)


def _label(field):
    return str(field.verbose_name)[:1].upper() + str(field.verbose_name)[1:]
