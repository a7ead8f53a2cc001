"""How a school is found by what people type: its name's words in any order, its postcode or its URN.

Both sides are folded in Python, so that PostgreSQL and SQLite find the same schools.
"""

import re
import unicodedata

from django.db import models
from django.db.models import Case, Q, Value, When

SHORTEST = 2
MOST_WORDS = 12


def fold(text):
    """The text as words of plain lower-case letters and digits: "St. Mary's & Café" is "st marys and cafe"."""
    text = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub(r"['`\u2018\u2019\u00b4]", "", text)  # apostrophes, as people and their telephones type them
    return " ".join(re.sub(r"[\W_]+", " ", text).split())


def text_of(school):
    """What a school is found by: its name, town, postcode and URN, folded, each word with a blank before it.

    What is written in several ways (St and Saint, CofE and Church of England) is put in each way.
    """
    name = re.sub(r"\bsaint\b", "st", fold(school.name))
    words = [name, fold(school.town)]
    if re.search(r"\bst\b", name):
        words.append("saint")
    if re.search(r"\b(ce|cofe|c of e|church of england)\b", name):
        words.append("cofe c of e church of england")
    postcode = fold(school.postcode)
    words += [postcode.replace(" ", ""), postcode.partition(" ")[2], str(school.urn)]
    return " " + " ".join(word for word in words if word)


def matching(typed):
    """The condition that each word typed begins a word of the school's; None when too little was typed."""
    words = fold(typed).split()[:MOST_WORDS]
    if len("".join(words)) < SHORTEST:
        return None
    condition = Q()
    for word in words:
        condition &= Q(search_text__contains=f" {word}")
    return condition


def nearest(typed):
    """A sort key: schools whose name begins with what was typed come before the others."""
    beginning = re.sub(r"\bsaint\b", "st", fold(typed))
    return Case(When(search_text__startswith=f" {beginning}", then=Value(0)), default=Value(1))


class SearchText(models.TextField):
    """The folded text of a school, written anew whenever the school is."""

    def pre_save(self, instance, add):
        setattr(instance, self.attname, text_of(instance))
        return getattr(instance, self.attname)
