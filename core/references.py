"""Short references that can be read out over the telephone: `NOM-7K3QX`."""

import secrets

from django.db import models

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 5
CODE_GROUPS = 2


def new_reference(prefix):
    """A random reference without the letters and digits that are mistaken for one another (0/O, 1/I/L)."""
    return f"{prefix}-{_group()}"


def new_code():
    """A code that nobody guesses, `7K3QX-M2PRT`: one of eight hundred million million."""
    return "-".join(_group() for _ in range(CODE_GROUPS))


def read_code(typed):
    """A code as somebody typed it, with or without blanks, hyphens and capitals; empty when it can't be one."""
    letters = "".join(character for character in typed.upper() if character.isalnum())
    if len(letters) != CODE_GROUPS * LENGTH:
        return ""
    return "-".join(letters[start : start + LENGTH] for start in range(0, len(letters), LENGTH))


def _group():
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def give_references(subjects):
    """Give each of these new things of one kind its reference, so that many are saved without asking for each."""
    if not subjects:
        return
    model = type(subjects[0])
    prefix = model._meta.get_field("reference").prefix
    given = set()
    while len(given) < len(subjects):
        fresh = {new_reference(prefix) for _ in range(len(subjects) - len(given))}
        given |= fresh - set(model._base_manager.filter(reference__in=fresh).values_list("reference", flat=True))
    for subject, reference in zip(subjects, sorted(given), strict=True):
        subject.reference = reference


class ReferenceField(models.CharField):
    """A unique reference with a prefix, chosen when the row is first saved and never changed."""

    def __init__(self, *args, prefix, **kwargs):
        self.prefix = prefix
        kwargs.update(max_length=len(prefix) + 1 + LENGTH, unique=True, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "unique", "editable"):
            kwargs.pop(fixed, None)
        return name, path, args, {**kwargs, "prefix": self.prefix}

    def pre_save(self, instance, add):
        reference = getattr(instance, self.attname)
        if not reference:
            reference = new_reference(self.prefix)
            while type(instance)._base_manager.filter(**{self.attname: reference}).exists():
                reference = new_reference(self.prefix)
            setattr(instance, self.attname, reference)
        return reference
