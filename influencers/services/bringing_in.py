from django.core.exceptions import ValidationError
from django.db import transaction

from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import begin, record
from influencers import notifications, permissions
from influencers.models import Influencer, Invitation, KeyStage
from influencers.services.finding import write_search_text
from influencers.services.profiles import free_slug
from influencers.services.progress import record_achievement
from schools.services import hold_post, meet, prove_post

ONLY_A_LEAD = "Only a SATC lead brings in influencers."


@transaction.atomic
def bring_in(rows, *, by):
    """Bring in the influencers there are already: each is asked by mail to look at their page; how many were new.

    A row has `name`, `email`, `school`, `role`, `expertise`, `stages`, `biography`, `offer` and `achieved`. Whoever is
    an influencer already stays as they are, so a file may be brought in again. All of them, or nobody.
    """
    require(permissions.can_bring_in(by), ONLY_A_LEAD)
    return sum(_bring_in(**row, by=by) for row in rows)


def _bring_in(*, name, email, school, role, expertise, stages, biography, offer, achieved, by):
    person = meet(email, name=name)
    if person.pk == by.pk:
        raise Refused("You are in the file yourself. Another SATC lead has to bring you in.")
    if Influencer.objects.filter(person=person).exists():
        return False
    if not expertise or not stages:
        raise Refused(f"{name} has no strength or no key stage.")
    prove_post(hold_post(person, school, role, by=by), by=by)
    words = {"biography": biography.strip(), "offer": offer.strip()}
    known = {stage.value: stage.value in stages for stage in KeyStage}
    influencer = Influencer(person=person, slug=free_slug(person.name), accepted_at=clock.now(), **words, **known)
    try:
        influencer.clean_fields()
    except ValidationError as error:
        raise Refused(f"{name}: {' '.join(error.messages)}") from error
    influencer.save()
    influencer.expertise.set(expertise)
    write_search_text(influencer)
    begin(influencer, "bring_in", by=by)
    for opportunity in achieved:
        record_achievement(influencer, opportunity, by=by)
    Invitation.objects.create(influencer=influencer, asked_by=by)
    notifications.brought_in(influencer)
    return True


@transaction.atomic
def ask_again(invitation, *, by):
    """Ask somebody who hasn't answered once more, and only once."""
    require(permissions.can_bring_in(by), ONLY_A_LEAD)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if not Invitation.objects.unanswered().filter(pk=invitation.pk).exists():
        raise Refused(f"{invitation.influencer} has answered.")
    if invitation.asked_again_at:
        raise Refused(f"{invitation.influencer} has been asked twice. Ring them, or leave them be.")
    invitation.asked_again_by, invitation.asked_again_at = by, clock.now()
    invitation.save(update_fields=["asked_again_by", "asked_again_at"])
    record(invitation.influencer, "ask_again", by=by, before=invitation.influencer.status)
    notifications.brought_in(invitation.influencer)
    return invitation
