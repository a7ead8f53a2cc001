from django.apps import AppConfig


class InfluencersConfig(AppConfig):
    name = "influencers"
    verbose_name = "Influencers"

    def ready(self):
        from influencers import kinds, links, receivers  # noqa: F401
        from influencers.models import Influencer
        from programmes import audiences

        kinds.register()
        audiences.register(
            audiences.Group.INFLUENCERS, lambda person: Influencer.objects.in_role().filter(person=person).exists()
        )
        links.register()
