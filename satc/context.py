from django.conf import settings

from schools.models import School


def demo_city(request):
    """Whether this portal holds the invented city; only a development portal can."""
    return {"is_demo_city": settings.DEBUG and School.objects.filter(is_invented=True).exists()}
