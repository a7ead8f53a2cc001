from django.http import JsonResponse
from django.views.decorators.http import require_GET

from schools.models import School

MOST_FOUND = 10


@require_GET
def search(request):
    """The open schools that match `?q=`, for the school box: ten at most."""
    found = School.objects.found_by(request.GET.get("q", ""))[:MOST_FOUND]
    return JsonResponse(list(found.values("urn", "name", "town", "postcode")), safe=False)
