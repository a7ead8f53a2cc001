from correspondence import kinds, services
from tests.factories.schools import SchoolFactory

# The bare frame of a letter, which is all that these tests need of a kind.
kinds.document("bare_letter", title="A bare letter", template="correspondence/letters/base.html")


def queue_letter(*, kind="bare_letter", series="bare", readers=(), school=None):
    """A document that is waiting to be made."""
    return services.queue_document(
        kind,
        series=series,
        school=school or SchoolFactory(),
        readers=readers,
        context={"letter_date": "2026-03-03", "addressee_lines": ["The headteacher"]},
    )
