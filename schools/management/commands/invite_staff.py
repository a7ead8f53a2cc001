from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from schools import services
from schools.models import StaffRole

WORDS = {"lead": StaffRole.LEAD, "national-lead": StaffRole.NATIONAL_LEAD, "finance": StaffRole.FINANCE}


class Command(BaseCommand):
    help = "Give a person a staff role, so that they can sign in to the desk with a code by e-mail."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("role", choices=WORDS)
        parser.add_argument("--name", default="")

    @transaction.atomic
    def handle(self, email, role, name, **options):
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"“{email}” is not an e-mail address.") from error
        person = services.meet(email, name=name or email.split("@")[0])
        services.give_staff_role(person, WORDS[role])
        self.stdout.write(
            f"{person} is now {WORDS[role].label}. They sign in at /accounts/login/ with a code by e-mail. On the way "
            "to the desk they set up a second step, once: an authenticator app or a passkey. Ask them to do it today."
        )
