from django.urls import reverse

from correspondence.services import queue_message


def place_cancelled(place):
    """Tell the person, who may not have cancelled it themselves."""
    queue_message(
        "place_cancelled",
        to=place.person,
        context={"title": place.event.title, "when": place.event.when},
        path=reverse("programmes:events"),
    )
