from django.db import transaction

from core.exceptions import Refused
from core.permissions import require
from core.words import long_date
from correspondence import letters
from correspondence.models import Document
from influencers import head_letter, notifications, permissions
from influencers.models import Influencer
from influencers.workflow import InfluencerStatus, InterestStatus
from schools.services import head_of, heads_by_school


def preview_letter(interest, *, by):
    """The PDF that would go to the head if the interest were accepted now. Nothing is stored."""
    head = head_of(interest.school)
    if interest.status != InterestStatus.SUBMITTED or head is None:
        raise Refused("There is a letter to look at once they have sent their answers and the head is proven.")
    return _preview(interest.person, head_letter.preview_of(interest, head=head, by=by), school=interest.school)


def _preview(person, letter, *, school, version=1):
    title = notifications.letter_title(person)
    paper = Document(kind="head_letter", title=title, school=school, version=version, context=letter)
    return letters.render(paper, is_preview=True).pdf


def letter_of(influencer):
    """The newest letter to the head about them, or None."""
    return Document.objects.latest_of(influencer.letter_series)


def why_new_letter(influencer):
    """What the last letter to the head no longer says rightly, as sentences; empty when it is right.

    Where there is none, that there is none, once somebody is proven to be the head.
    """
    return _why([influencer])[influencer]


def letters_to_send():
    """Who needs a letter to their head, each with why, in a fixed number of queries: influencers by their name."""
    found = _why(Influencer.objects.in_role().with_posts())
    return {influencer: reasons for influencer, reasons in found.items() if reasons}


def _why(influencers):
    influencers = list(influencers)
    series = [influencer.letter_series for influencer in influencers]
    letters = Document.objects.filter(series__in=series).current().select_related("school")
    last = {letter.series: letter for letter in letters}
    events, rate_on = head_letter.agreed_by_person([influencer.person_id for influencer in influencers])
    standing = [(influencer, last.get(influencer.letter_series), influencer.school) for influencer in influencers]
    heads = heads_by_school({_where(letter, school) for _, letter, school in standing} - {None})
    return {
        influencer: _reasons(
            letter,
            school=school,
            head=heads.get(getattr(_where(letter, school), "pk", None)),
            events=events[influencer.person_id],
            rate_on=rate_on,
        )
        for influencer, letter, school in standing
    }


def _where(letter, school):
    """The school whose head the letter is for: where they work today, or where the last one went."""
    return school or (letter and letter.school)


def _reasons(last, *, school, head, events, rate_on):
    if last is None:
        return [f"{head} is proven as headteacher of {school}, and has had no letter yet."] if head else []
    if "dates" not in last.context:  # its words were taken out when somebody was forgotten
        return []
    return head_letter.why_stale(last, school=school, head=head, events=events, rate_on=rate_on)


@transaction.atomic
def send_new_letter(influencer, *, by):
    """Send the head the letter: the first, or a new version that says what has changed and replaces the last.

    Refused when nothing has changed, when no head is proven, and about whoever has stepped down.
    """
    require(permissions.can_send_letter(by, influencer), "Only a SATC lead sends it, and never about themselves.")
    influencer = Influencer.objects.select_for_update(of=("self",)).select_related("person").get(pk=influencer.pk)
    letter, where = _next_letter(influencer, by=by)
    return notifications.letter_to_head(influencer, letter, **where)


def preview_new_letter(influencer, *, by):
    """The PDF that `send_new_letter` would send now. Nothing is stored."""
    letter, where = _next_letter(influencer, by=by)
    last = letter_of(influencer)
    return _preview(influencer.person, letter, school=where["school"], version=last.version + 1 if last else 1)


def _next_letter(influencer, *, by):
    """What the next letter says, and to which `school` and `head` it goes; or why there is none."""
    if influencer.status == InfluencerStatus.STEPPED_DOWN:
        raise Refused(f"{influencer} has stepped down, so no letter is needed.")
    last = letter_of(influencer)
    if last and "dates" not in last.context:
        raise Refused("There is no letter to replace.")
    if last and not why_new_letter(influencer):
        dated = long_date(head_letter.date.fromisoformat(last.context["letter_date"]))
        raise Refused(f"Nothing has changed since the letter of {dated}, so no new one is needed.")
    school = _where(last, influencer.school)
    if school is None:
        raise Refused(f"The letter goes to the head, and we don’t know where {influencer} works today.")
    head = head_of(school)
    if head is None:
        raise Refused(f"The letter needs a proven head of {school} to go to.")
    where = {"school": school, "head": head}
    if last is None:
        return head_letter.context_of(influencer, **where, by=by), where
    return head_letter.renewal_of(influencer, last, **where, by=by), where
