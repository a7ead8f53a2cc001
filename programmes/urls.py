from django.urls import path

from programmes.views import public, tasks

app_name = "programmes"

urlpatterns = [
    path("opportunities/", public.opportunities, name="opportunities"),
    path("events/", public.events, name="events"),
    path("events/<str:reference>.ics", public.event_calendar, name="event_calendar"),
    path("events/<str:reference>/", public.event, name="event"),
    path("events/<str:reference>/book/", public.book, name="book"),
    path("events/<str:reference>/cancel/", public.cancel, name="cancel"),
    path("events/<str:reference>/tasks/", tasks.tasks, name="tasks"),
    path("events/<str:reference>/tasks/set/", tasks.set_tasks, name="set_tasks"),
    path("events/<str:reference>/tasks/<int:pk>/answer/", tasks.answer, name="answer_task"),
    path("events/<str:reference>/tasks/<int:pk>/take-back/", tasks.take_back, name="take_back_task"),
    path("my/calendar/", public.calendar, name="calendar"),
    path("my/calendar/new/", public.make_calendar, name="make_calendar"),
    path("my/calendar/stop/", public.revoke_calendar, name="revoke_calendar"),
    path("calendar/<str:token>.ics", public.feed, name="feed"),
]
