from django.conf import settings
from django.utils import timezone

from core import clock
from schools.models import School


def demo_city(request):
    """Whether this portal holds the invented city, and its day if that isn't today; only in development."""
    if not settings.DEBUG:
        return {"is_demo_city": False}
    return {
        "is_demo_city": School.objects.filter(is_invented=True).exists(),
        "demo_day": clock.today() if clock.today() != timezone.localdate() else None,
    }
