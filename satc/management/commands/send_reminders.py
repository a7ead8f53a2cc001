from django.core.management.base import BaseCommand

from brokerage import services as brokerage
from influencers import services as influencers


class Command(BaseCommand):
    help = "Send the reminders that are due today, each once. It runs by itself at 8 on working days in term time."

    def handle(self, **options):
        self.stdout.write(f"Reminded: {influencers.send_reminders() + brokerage.send_reminders()}.")
