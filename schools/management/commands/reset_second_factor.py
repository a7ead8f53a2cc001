from allauth.account.adapter import get_adapter
from django.core.management.base import BaseCommand, CommandError

from schools import second_step
from schools.models import Person


class Command(BaseCommand):
    help = "For somebody whose telephone is lost: take away their second step and end every sign-in of theirs."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--reason", default="Asked for at the command line.", help="Kept with the record.")

    def handle(self, email, reason, **options):
        person = Person.objects.known_as(email)
        if person is None:
            raise CommandError(f"Nobody here has the address “{email}”.")
        second_step.reset(person, reason=reason)
        get_adapter().render_mail("mfa/email/second_step_reset", person.email, {}).send(fail_silently=True)
        again = " and set a second step up again on their way to the desk" if person.is_staff else ""
        self.stdout.write(
            f"{person} has no second step any more, and is signed out everywhere. "
            f"They sign in with a code by e-mail{again}."
        )
