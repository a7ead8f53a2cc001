"""What somebody types is kept on the server as they type, until they send it (ADR 0016).

A view offers a form with `on_page`, keeps what is typed with `save`, and drops it when it has been sent. A draft may be
incomplete and wrong: it is validated when it is sent. `static/js/drafts.js` saves by itself; without it, a button does.
"""

import uuid
from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import render

from core import clock
from core.exceptions import Refused
from core.models import Draft
from core.words import LONDON, clock_time, long_datetime

MOST_CHARACTERS = 50_000
TOO_LONG = "This is too long to be kept. Shorten it, please."
# What a form carries for itself; nobody typed it.
NOT_TYPED = {"form_key", "website"}


class SavedElsewhere(Refused):
    """Another page or device has saved something else since this one was opened."""

    def __init__(self, draft):
        super().__init__("You have saved something else since, perhaps on another device. Which do you want to keep?")
        self.draft = draft


@dataclass(frozen=True)
class Typed:
    """What a page sends: the answers as lists of text by field, the version they began from, and which page it is."""

    answers: dict
    version: int
    page: str

    @classmethod
    def into(cls, form_class, data):
        """What was typed into the fields of a form, empty ones left out; whatever else was sent isn't looked at."""
        answers = {}
        for name in form_class.base_fields:
            values = [value.replace("\r\n", "\n") for value in data.getlist(name) if value.strip()]
            if values and name not in NOT_TYPED:
                answers[name] = values
        version = data.get("draft_version", "")
        is_number = version.isascii() and version.isdigit() and len(version) < 9
        return cls(answers, int(version) if is_number else 0, data.get("draft_page", "")[:36])


@dataclass(frozen=True)
class OnPage:
    """What a page needs to go on saving: where, which version it shows, and what is said of it."""

    url: str
    version: int
    page: str
    said: str


def on_page(draft, *, url):
    """For a page that is being opened; `draft` is None before anything was typed."""
    return OnPage(url, draft.version if draft else 0, str(uuid.uuid4()), said_of(draft) if draft else "")


def still_on_page(draft, typed, *, url):
    """For a page that comes back with what was just typed into it."""
    return OnPage(url, draft.version if draft else typed.version, typed.page, said_of(draft) if draft else "")


def said_of(draft):
    """When it was saved, in words."""
    local = draft.saved_at.astimezone(LONDON)
    is_today = local.date() == clock.today()
    return f"Saved at {clock_time(local)}" if is_today else f"Saved on {long_datetime(draft.saved_at)}"


def of(person, kind, key):
    """The person's draft of one thing, or None."""
    return Draft.objects.filter(owner=person, kind=kind, key=key).first()


@transaction.atomic
def save(person, kind, key, typed):
    """Keep what was typed; nothing that another page saved since is overwritten: that raises `SavedElsewhere`."""
    if sum(len(value) for values in typed.answers.values() for value in values) > MOST_CHARACTERS:
        raise Refused(TOO_LONG)
    given = {"answers": typed.answers, "page": typed.page, "saved_at": clock.now()}
    found = Draft.objects.select_for_update().get_or_create(owner=person, kind=kind, key=key, defaults=given)
    draft, is_new = found
    if is_new:
        return draft
    _refuse_if_elsewhere(draft, typed)
    if draft.answers != typed.answers:
        draft.version += 1
        draft.answers = typed.answers
    draft.page, draft.saved_at = typed.page, clock.now()
    draft.save(update_fields=["answers", "version", "page", "saved_at"])
    return draft


@transaction.atomic
def send(person, kind, key, typed):
    """The draft is over, because what is in it is being sent; unless another page saved something else since."""
    draft = Draft.objects.select_for_update().filter(owner=person, kind=kind, key=key).first()
    if draft and typed:
        _refuse_if_elsewhere(draft, typed)
    drop(kind, key)


def drop(kind, key):
    """Nobody will send it any more."""
    Draft.objects.filter(kind=kind, key=key).delete()


def _refuse_if_elsewhere(draft, typed):
    is_known = typed.version == draft.version or (typed.page and typed.page == draft.page)
    if not is_known and typed.answers != draft.answers:
        raise SavedElsewhere(draft)


def initial(form_class, answers):
    """A draft's answers as the initial data of its form."""
    return {name: _initial(field, answers.get(name, [])) for name, field in form_class.base_fields.items()
            if name not in NOT_TYPED}  # fmt: skip


def _initial(field, values):
    if isinstance(field, forms.BooleanField):
        return bool(values)
    if getattr(field.widget, "allow_multiple_selected", False):
        return values
    return values[0] if values else ""


def answer(act):
    """For the script: do `act()`, which returns the draft, and say when it was saved, or why it wasn't."""
    try:
        draft = act()
    except SavedElsewhere:
        return JsonResponse({"saved_elsewhere": True}, status=409)
    except Refused as refusal:
        return JsonResponse({"said": str(refusal)}, status=410)
    return JsonResponse({"version": draft.version, "said": said_of(draft)})


def choice(request, form, typed, draft, *, url, back):
    """The page that shows what was typed here and what was saved elsewhere, and asks which to keep.

    `form` is unbound; `url` is where the drafts are saved, `back` the page with the form, to which both choices lead.
    """
    context = {
        "rows": differences(form, typed.answers, draft.answers),
        "hidden": [(name, value) for name, values in typed.answers.items() for value in values],
        "version": draft.version,
        "page": typed.page,
        "said": said_of(draft),
        "url": url,
        "back": back,
    }
    return render(request, "draft_choice.html", context, status=409)


def differences(form, here, there):
    """The questions that are answered differently, each with both answers in words."""
    return [
        {"label": field.label, "here": _words(field.field, here.get(field.name, [])),
         "there": _words(field.field, there.get(field.name, []))}
        for field in form.visible_fields()
        if here.get(field.name, []) != there.get(field.name, [])
    ]  # fmt: skip


def _words(field, values):
    if isinstance(field, forms.BooleanField):
        return "Yes" if values else "No"
    labels = {str(value): label for value, label in _flat(getattr(field, "choices", []))}
    return "\n".join(str(labels.get(value, value)) for value in values)


def _flat(choices):
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from label
        else:
            yield value, label
