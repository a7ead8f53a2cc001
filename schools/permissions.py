"""Who holds which role. Each takes a person, who may be signed out; none asks when."""


def is_staff_role(person):
    """A SATC lead, national lead or SATC finance."""
    return bool(getattr(person, "is_staff", False))


def is_lead(person):
    return bool(getattr(person, "is_lead", False))


def is_national_lead(person):
    return bool(getattr(person, "is_national_lead", False))


def is_finance(person):
    return bool(getattr(person, "is_finance", False))


def runs_the_programme(person):
    """A SATC lead or a national lead: whoever may see every request, visit and report."""
    return is_lead(person) or is_national_lead(person)


def can_give_staff_roles(person):
    """A SATC lead, and nobody else, gives and takes staff roles."""
    return is_lead(person)


def can_keep_the_calendar(person):
    """A SATC lead, and nobody else, says when schools are closed."""
    return is_lead(person)
