from django.core.management.base import BaseCommand, CommandError

from schools import register


class Command(BaseCommand):
    help = "Import the DfE's register of schools (GIAS) from a CSV file. Running it again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", help="the file as published, or a copy with at least URN and EstablishmentName")
        parser.add_argument("--la", default="", metavar="CODE", help="only schools of this authority, such as 861")

    def handle(self, file, la, **options):
        try:
            counts = register.import_file(file, la=la, refused=self.tell_of_refusal)
        except register.NotTheRegister as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Created {counts.created}, changed {counts.changed}, unchanged {counts.unchanged}, "
            f"closed {counts.closed} (among the changed), refused {counts.refused}."
        )

    def tell_of_refusal(self, row, reason):
        self.stdout.write(f"Row {row} refused: {reason}")
