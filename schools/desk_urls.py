"""The pages of our own under /admin/people/ and /admin/school/."""

from django.urls import path

from schools.views import lists, places, posts, staff

app_name = "people"

urlpatterns = [
    path("people/", lists.people, name="people"),
    path("people/<int:pk>/roles/", staff.staff_roles, name="staff_roles"),
    path("people/posts/start/", posts.start, name="start_post"),
    path("people/posts/<int:pk>/prove/", posts.prove, name="prove_post"),
    path("people/posts/<int:pk>/seen/", posts.seen, name="note_post"),
    path("people/posts/<int:pk>/end/", posts.end, name="end_post"),
    path("people/posts/<int:pk>/move/", posts.move, name="move_post"),
    path("people/posts/<int:pk>/dates/", posts.correct, name="correct_post"),
    path("people/posts/<int:pk>/take-back/", posts.take_back, name="take_back_post"),
    path("school/", lists.schools, name="schools"),
    path("school/<int:urn>/networks/", places.networks, name="school_networks"),
    path("school/<int:urn>/successor/", places.to_successor, name="to_successor"),
]
