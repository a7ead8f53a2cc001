"""What happens below that changes by what an influencer is found."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from influencers.models import Influencer
from influencers.services import write_search_text
from schools.models import Person, Post
from schools.signals import networks_changed


@receiver([post_save, post_delete], sender=Post)
def a_post_changed(instance, **_):
    """People are found by the school where they work today."""
    _write(instance.person_id)


@receiver(post_save, sender=Person)
def a_name_changed(instance, update_fields, created, **_):
    if not created and (update_fields is None or "name" in update_fields):
        _write(instance.pk)


@receiver(networks_changed, dispatch_uid="influencers.networks_changed")
def networks_of_schools_changed(schools, **_):
    """People are found by the networks of the school where they work today; a trust, from the register, each night."""
    for influencer in Influencer.objects.working_at(schools).for_finding():
        write_search_text(influencer)


def _write(person):
    for influencer in Influencer.objects.filter(person=person).for_finding():
        write_search_text(influencer)
