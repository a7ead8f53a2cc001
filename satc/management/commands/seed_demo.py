from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from satc.demo import city
from satc.demo.story import Story, sign_ins
from schools.models import School


class Command(BaseCommand):
    help = "Load the invented city, unless it is there already, and print who can sign in to it. Development only."

    def handle(self, **options):
        if not settings.DEBUG:
            raise CommandError("The demo city is for development: DEBUG is off here, so nothing was loaded.")
        with transaction.atomic():
            if not School.objects.filter(urn=city.SCHOOLS[0].urn).exists():
                Story().tell()
        self.stdout.write("The demo city (invented; everybody in it is made up). Sign in with a code by e-mail, or:")
        for role, email in sign_ins():
            self.stdout.write(f"  {role:<24}{email}")
        self.stdout.write(f"  password, for each of them: {city.PASSWORD}")
        self.stdout.write("Staff are asked for six digits too: read them at /dev/codes/, or put the keys in an app:")
        for role, key in city.AUTHENTICATOR_KEYS.items():
            self.stdout.write(f"  {city.STAFF[role][1]:<34}{key}")
