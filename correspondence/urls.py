from django.urls import path

from correspondence.views import public

app_name = "correspondence"

urlpatterns = [
    path("documents/<str:reference>.pdf", public.document, name="document"),
    path("what-heads-hear/", public.heads_hear, name="heads_hear"),
    path("verify/", public.verify, name="verify"),
    path("links/<str:token>/", public.link, name="link"),
    path("links/<str:token>/renew/", public.renew_link, name="renew_link"),
]
