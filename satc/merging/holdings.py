"""What two people each have, counted, for the lead who looks before joining them."""

from django.db.models import CharField, Count, F, Value

from satc.personal import holdings
from satc.personal.export import is_acted
from schools.models import Person

SEEN_ELSEWHERE = ("schools.Person", "schools.Post")


def side_by_side(kept, gone):
    """(what, how many the one has, how many the other), for whatever is theirs; in one query."""
    names, counts = {}, {}
    for model, field in holdings.relations():
        if not is_acted(field) and model._meta.label not in SEEN_ELSEWHERE:
            names[f"{model._meta.label}.{field.name}"] = _called(model, field)
    for key, person, number in _counted(kept, gone):
        counts.setdefault(names[key], {}).setdefault(person, 0)
        counts[names[key]][person] += number
    return [(name, each.get(kept.pk, 0), each.get(gone.pk, 0)) for name, each in sorted(counts.items())]


def _called(model, field):
    plural = str(model._meta.verbose_name_plural)
    plain = field.name in ("person", "user", "readers")
    words = plural if plain else f"{plural}, {field.verbose_name}"
    return words[:1].upper() + words[1:]


def _counted(kept, gone):
    tables = [
        model._base_manager.filter(**{f"{field.name}__in": [kept.pk, gone.pk]})
        .order_by()
        # Names that no column of any model has.
        .annotate(of_column=Value(f"{model._meta.label}.{field.name}", CharField()), of_person=F(f"{field.name}"))
        .values("of_column", "of_person")
        .annotate(of_rows=Count("pk"))
        .values_list("of_column", "of_person", "of_rows")
        for model, field in holdings.relations()
        if not is_acted(field) and model._meta.label not in SEEN_ELSEWHERE
    ]
    return tables[0].union(*tables[1:], all=True)


def likely(person):
    """Other records that may be of the same person: they bear the same name."""
    return _open(person).filter(name__iexact=person.name.strip())


def found_by(typed, *, besides):
    """Other records whose name or e-mail has these words in it."""
    found = _open(besides)
    for word in typed.split():
        found = found.filter(name__icontains=word) | found.filter(email__icontains=word)
    return found


def _open(person):
    return Person.objects.exclude(pk=person.pk).filter(merged_into=None, forgotten_at=None).order_by("name", "pk")
