from django.core.management.base import BaseCommand

from influencers import services


class Command(BaseCommand):
    help = (
        "Write anew what every influencer is found by. It runs each night; run it after changing how words are folded."
    )

    def handle(self, **options):
        self.stdout.write(f"{services.write_all_search_texts()} were out of date.")
