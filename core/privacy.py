"""Keeps contact details out of text that anybody may read (rule 7)."""

import re

from django.core.exceptions import ValidationError

# Each run of letters is tried from its beginning alone: otherwise sixty thousand letters without a blank, which anybody
# may send, take a minute.
EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]++\s?@\s?[\w-]+(?:\.[\w-]+)+")
# Ten digits or more, however they are spaced: as long as a British telephone number, and longer than a year or a URN.
TELEPHONE = re.compile(r"(?:\+\s?)?\d(?:[\s().-]{0,2}\d){9,}")

NO_CONTACT_DETAILS = "Leave out e-mail addresses and telephone numbers: people get in touch through SATC."


def has_contact_details(text):
    """Whether the text holds an e-mail address or what looks like a telephone number."""
    return bool(EMAIL.search(text) or TELEPHONE.search(text))


def no_contact_details(text):
    """A validator for text that anybody may read."""
    if has_contact_details(text):
        raise ValidationError(NO_CONTACT_DETAILS, code="contact_details")
