from django import template

register = template.Library()


@register.filter
def distance_from(school, near):
    """How far one school is from another, in whole miles: "about 3 miles away"; "" where that isn't known."""
    miles = school.miles_to(near) if near else None
    if miles is None:
        return ""
    whole = int(miles + 0.5)
    if not whole:
        return "less than a mile away"
    return f"about {whole} mile{'' if whole == 1 else 's'} away"
