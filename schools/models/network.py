from django.db import models
from django.db.models.functions import Lower

from core.constraints import one_of


class NetworkKind(models.TextChoices):
    """What binds the schools of a network."""

    PSTT_CLUSTER = "pstt_cluster", "PSTT cluster"
    OGDEN_PARTNERSHIP = "ogden_partnership", "Ogden partnership"
    TEACHING_SCHOOL_HUB = "teaching_school_hub", "Teaching school hub"
    OTHER = "other", "Another kind"


class Network(models.Model):
    """A group that schools belong to, besides their trust: people find schools and influencers by it."""

    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=20, choices=NetworkKind, default=NetworkKind.OTHER)

    class Meta:
        ordering = [Lower("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), name="network_name_once", violation_error_message="There is a network of this name."
            ),
            one_of("kind", NetworkKind, name="network_kind_known"),
        ]

    def __str__(self):
        return self.name
