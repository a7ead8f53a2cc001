from django.urls import path

from claims.views import public

app_name = "claims"

urlpatterns = [
    path("claims/", public.index, name="index"),
    path("claims/school/", public.school, name="school"),
    path("claims/<str:reference>/", public.claim, name="claim"),
    path("claims/<str:reference>/resubmit/", public.resubmit, name="resubmit"),
    path("claims/<str:reference>/withdraw/", public.withdraw, name="withdraw"),
]
