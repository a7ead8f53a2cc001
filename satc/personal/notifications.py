from django.urls import reverse

from correspondence import kinds
from correspondence.services import queue_message
from schools.models import Person, StaffRole


def register():
    kinds.message(
        "forget_asked",
        subject="{person} asks to be forgotten",
        template="satc/mail/forget_asked.txt",
        action="See what will happen",
    )


def forget_asked(person):
    """The leads hear of it; one of them does it."""
    path = reverse("forget_person", args=[person.pk])
    for lead in Person.objects.in_role(StaffRole.LEAD):
        queue_message("forget_asked", to=lead, context={"person": person.name[:100]}, path=path)
