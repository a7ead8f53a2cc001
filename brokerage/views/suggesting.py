"""The list of whom a lead might ask, as the brokering page and handing over show it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from brokerage.forms.broker import A_CHAMPIONS_HALVES
from brokerage.forms.suggestions import MORE, MOST_APART, LookForm, found_in
from brokerage.matching import Order
from brokerage.suggestions import order_for


@dataclass(frozen=True)
class Suggested:
    """The part of the list that is shown, the rest counted, and how one looks through it."""

    order: Order
    look: LookForm
    kind: str
    find: str
    shown: list
    found: int
    apart: list
    more: str
    query: str

    @property
    def apart_shown(self):
        return self.apart[:MOST_APART]


def suggested(request, found, *, available, data=None, prefix="", kind=None):
    """The list for a support request; of a form that was sent (`data`) the kind, so that it comes back as it was.

    `kind` is the one to begin with.
    """
    names = {name: f"{prefix}-{name}" if prefix else name for name in ("kind", "influencer")}
    look = LookForm(request.GET)
    asked = look.asked()
    if kind and "kind" not in request.GET:
        asked["kind"] = kind
    if data and (sent := data.get(names["kind"])) in dict(look.fields["kind"].choices):
        asked["kind"] = sent
    order = order_for(found, kind=asked["kind"], halves=min(available, A_CHAMPIONS_HALVES))
    suggestions, apart = found_in(order, asked["find"])
    if data and (chosen := data.get(names["influencer"], "")).isdigit():
        place = next((at for at, one in enumerate(suggestions, 1) if one.candidate.key == int(chosen)), 0)
        asked["show"] = max(asked["show"], place)
    return Suggested(
        order=order,
        look=LookForm(initial={"kind": asked["kind"], "find": asked["find"]}),
        kind=asked["kind"],
        find=asked["find"],
        shown=suggestions[: asked["show"]],
        found=len(suggestions),
        apart=apart,
        more=urlencode(asked | {"show": asked["show"] + MORE}) if len(suggestions) > asked["show"] else "",
        query=urlencode(asked),
    )
