from django.db import transaction

from core.exceptions import Refused
from core.permissions import require
from core.words import long_date
from correspondence import letters
from correspondence.models import Document
from influencers import head_letter, notifications, permissions
from influencers.models import Influencer
from influencers.workflow import InterestStatus
from schools.services import head_of


def preview_letter(interest, *, by):
    """The PDF that would go to the head if the interest were accepted now. Nothing is stored."""
    head = head_of(interest.school)
    if interest.status != InterestStatus.SUBMITTED or head is None:
        raise Refused("There is a letter to look at once they have sent their answers and the head is proven.")
    paper = Document(
        kind="head_letter",
        title=f"{notifications.brief(interest.person.name)}, science influencer",
        school=interest.school,
        context=head_letter.preview_of(interest, head=head, by=by),
    )
    return letters.render(paper, is_preview=True).pdf


def letter_of(influencer):
    """The newest letter to the head about them, or None."""
    return Document.objects.latest_of(influencer.letter_series)


def why_new_letter(influencer):
    """What the last letter to the head no longer says rightly, as sentences; empty when it is right."""
    last = letter_of(influencer)
    if last is None or "dates" not in last.context:
        return []
    school = influencer.school
    if school is not None and school.pk != last.school_id:
        return [f"They now work at {school}, and the letter went to {last.school}."]
    return head_letter.changes_since(influencer, last)


@transaction.atomic
def send_new_letter(interest, *, by):
    """Send the head a new version that says what has changed and replaces the last; refused when nothing has."""
    require(permissions.can_judge(by, interest), "Only a SATC lead sends it, and never about themselves.")
    found = Influencer.objects.select_for_update(of=("self",)).select_related("person")
    influencer = found.filter(person=interest.person_id).first()
    last = letter_of(influencer) if influencer else None
    if last is None or "dates" not in last.context:
        raise Refused("There is no letter to replace.")
    if not why_new_letter(influencer):
        dated = long_date(head_letter.date.fromisoformat(last.context["letter_date"]))
        raise Refused(f"Nothing has changed since the letter of {dated}, so no new one is needed.")
    school = influencer.school or last.school
    head = head_of(school)
    if head is None:
        raise Refused(f"The letter needs a proven head of {school} to go to.")
    return notifications.new_letter_to_head(interest, influencer, last, school=school, head=head, by=by)
