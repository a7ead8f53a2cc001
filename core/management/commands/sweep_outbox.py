from django.core.management.base import BaseCommand

from core import outbox


class Command(BaseCommand):
    help = "Make every document and send every message that is due, in this process."

    def handle(self, **options):
        self.stdout.write(f"{outbox.work_off()} made or sent.")
