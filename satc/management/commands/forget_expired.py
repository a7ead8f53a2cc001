from django.core.management.base import BaseCommand

from satc.personal import expiry


class Command(BaseCommand):
    help = "Forget what has been kept long enough: declined nominations, unanswered invitations, old messages' words."

    def handle(self, **options):
        self.stdout.write(f"Forgotten: {expiry.forget_expired()}.")
