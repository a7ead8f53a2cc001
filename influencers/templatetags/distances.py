from django import template

register = template.Library()


@register.filter
def miles_away(miles):
    """A distance in whole miles: "about 3 miles away"."""
    whole = int(miles + 0.5)
    if not whole:
        return "less than a mile away"
    return f"about {whole} mile{'' if whole == 1 else 's'} away"
