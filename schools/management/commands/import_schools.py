from django.core.management.base import BaseCommand, CommandError

from schools import links, register


class Command(BaseCommand):
    help = "Import the DfE’s register of schools (GIAS) from CSV files. Running it again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", help="the file as published, or a copy with at least URN and EstablishmentName"
        )
        parser.add_argument("--la", default="", metavar="CODE", help="only schools of this authority, such as 861")
        parser.add_argument("--links", metavar="FILE", help="the file of links: which school took over from which")

    def handle(self, file=None, la="", links=None, **options):
        if not file and not links:
            raise CommandError("Name the file of schools, or with --links the file of links, or both.")
        try:
            if file:
                self.import_schools(file, la)
            if links:
                self.import_links(links)
        except register.NotTheRegister as error:
            raise CommandError(str(error)) from error

    def import_schools(self, file, la):
        counts = register.import_file(file, la=la, refused=self.tell_of_refusal)
        self.stdout.write(
            f"Created {counts.created}, changed {counts.changed}, unchanged {counts.unchanged}, "
            f"closed {counts.closed} (among the changed), refused {counts.refused}."
        )

    def import_links(self, file):
        self.stdout.write(str(links.import_links(file, refused=self.tell_of_refusal)))

    def tell_of_refusal(self, row, reason):
        self.stdout.write(f"Row {row} refused: {reason}")
