import sys

from django.core.management.base import BaseCommand

from claims import services


class Command(BaseCommand):
    help = (
        "Look whether the money’s books are right. Says what is wrong, tells the leads, and ends with 1 if anything is."
    )

    def handle(self, **options):
        wrongs = services.check_books()
        for wrong in wrongs:
            self.stdout.write(wrong)
        if wrongs:
            sys.exit(1)
        self.stdout.write("Nothing in the books is wrong.")
