"""What must always be true of the money, whatever anybody presses: each rule by its name, and what breaks it, in words.

A rule is given the `Books`, and gives a sentence for each thing that is wrong. None of them asks the database again.
"""

from dataclasses import dataclass

from claims.books import of_people, of_states, of_sums
from claims.books.snapshot import read_books

# By its name: what holds, and what looks for whatever doesn't.
INVARIANTS = {
    "lines": ("A line is its rate times its half-days.", of_sums.lines),
    "claims": ("A claim comes to its live lines.", of_sums.claims),
    "payments": ("A payment comes to its lines and its corrections.", of_sums.payments),
    "runs": ("A run comes to its payments.", of_sums.runs),
    "days in payments": ("A claimed day is paid whole, as it was claimed.", of_sums.days_in_payments),
    "corrections": (
        "A correction is paid as it was agreed, and takes back no more than was paid.",
        of_sums.corrections,
    ),
    "pools": ("A pool’s counters are what its entries come to.", of_sums.pools),
    "summaries": ("A payment summary says what was paid.", of_sums.summaries),
    "halves": ("No half-day is paid twice.", of_people.halves),
    "people": ("Nothing is paid without three people.", of_people.three_people),
    "schools": ("Money goes to the school that released the person.", of_people.schools),
    "grounds": ("A day stands on a report that somebody else accepted, or on an attendance.", of_states.grounds),
    "states": ("A claim, its payment and its run agree on how far they are.", of_states.states),
    "changes": ("Every change of state is recorded.", of_states.changes),
}


@dataclass(frozen=True)
class Rule:
    """One rule, and what breaks it."""

    name: str
    words: str
    wrongs: list


def rules_now(books=None):
    """Every rule with what breaks it, in sentences; no sentences where it holds. The books are read unless given."""
    books = books or read_books()
    return [Rule(name, words, list(look(books))) for name, (words, look) in INVARIANTS.items()]


def wrongs():
    """Everything that is wrong with the books, each with the rule that it breaks; nothing if they are right."""
    return [f"{rule.words} But {wrong}" for rule in rules_now() for wrong in rule.wrongs]
