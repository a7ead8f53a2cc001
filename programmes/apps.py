from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = "Opportunities and events"

    def ready(self):
        from programmes import audiences, kinds
        from schools.models import Role, School

        kinds.register()
        audiences.register(
            audiences.Group.TARGET_LEADERS,
            lambda person: School.objects.proven_for(person, Role.SCIENCE_LEADER).filter(is_target=True).exists(),
        )
