from influencers.models import Nomination


def locked(nomination):
    """The nomination under lock, with its people."""
    people = ("school", "head", "nominee", "first")
    return Nomination.objects.select_for_update(of=("self",)).select_related(*people).get(pk=nomination.pk)
