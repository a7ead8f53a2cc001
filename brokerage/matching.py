"""Whom a lead might ask: every influencer weighed against what a school needs, each with the reasons in words.

Plain values in, plain values out. The weights stand here alone; why they are so: docs/adr/0018-suggestions.md.
"""

from dataclasses import dataclass

from core.words import days

ASKED_FOR = 40  # the school named them
TRAINED = 30  # a champion, where the kind of support needs one
AREA = 12  # each area asked for that they know
STAGE = 6  # each key stage asked for that they know
NEAR = 16  # next door; it shrinks to nothing at FAR miles
FAR = 8
FREE = 16  # nothing taken this term; it shrinks to nothing when the term is full
WEEKDAY = 6  # a weekday suits both
WORKED_THERE = 8
TURNED_DOWN = -4  # each proposal of the last year that came to nothing elsewhere, two at most
SAID_NO = -60  # to this very request: asked again only with a word why
NO_ROOM = -60  # this would be more than they said is possible
# What is taken for the time of those who haven't said how much they have.
HALVES_UNSAID = 6

CHAMPION_KINDS = ("champion", "led")


@dataclass(frozen=True)
class Need:
    """What a request asks for: `areas` and `stages` by name, half-days, and the weekdays that suit the school."""

    school: int
    kind: str
    halves: int
    areas: frozenset = frozenset()
    stages: frozenset = frozenset()
    weekdays: frozenset = frozenset()


@dataclass(frozen=True)
class Candidate:
    """What is known of an influencer that matters to one request. `miles` are those between the two schools."""

    key: int
    name: str
    schools: frozenset = frozenset()
    workplace: str = ""
    areas: frozenset = frozenset()
    stages: frozenset = frozenset()
    trained_as: str = ""
    miles: float | None = None
    load: int = 0
    possible: int | None = None
    weekdays: frozenset = frozenset()
    is_asked_for: bool = False
    has_worked_there: bool = False
    said_no_here: bool = False
    refusals: int = 0
    unavailable: str = ""


@dataclass(frozen=True)
class Suggestion:
    """An influencer who can be asked: how well they fit, what speaks for and against, and what to be warned of."""

    candidate: Candidate
    points: float
    good: tuple
    less: tuple
    warnings: tuple


@dataclass(frozen=True)
class Order:
    """Everybody who can be asked, who fits best first; and `apart`, who can't be, each with why: (candidate, words)."""

    suggestions: tuple
    apart: tuple

    def of(self, key):
        """The suggestion of this influencer, or None."""
        return next((one for one in self.suggestions if one.candidate.key == key), None)

    def why_apart(self, key):
        """Why this influencer can't be asked, in words; empty when they can."""
        return next((words for one, words in self.apart if one.key == key), "")

    def owes_a_word(self, key):
        """Why the lead has to say why they choose this one, as a sentence; empty when the choice speaks for itself."""
        chosen = self.of(key)
        if chosen.warnings:
            return f"There is a warning: {'; '.join(chosen.warnings)}."
        first = self.suggestions[0]
        if chosen.points < first.points:
            return f"{first.candidate.name} comes first for this request."
        return ""


def order(need, candidates):
    """Everybody in order. Nobody at the school itself, and nobody who can't."""
    judged = [(candidate, why_not(need, candidate)) for candidate in candidates]
    suggestions = sorted((suggest(need, candidate) for candidate, words in judged if not words), key=_place)
    apart = sorted(((one, words) for one, words in judged if words), key=lambda pair: (pair[0].name, pair[0].key))
    return Order(tuple(suggestions), tuple(apart))


def _place(suggestion):
    """More points first; of equals whoever has less to do, then whoever is nearer. Nobody is first by their name."""
    candidate = suggestion.candidate
    far = candidate.miles if candidate.miles is not None else float("inf")
    return (-suggestion.points, candidate.load, far, candidate.key)


def why_not(need, candidate):
    """Why somebody can't be asked, in words; empty when they can."""
    if need.school in candidate.schools:
        return "works at this school"
    if candidate.unavailable:
        return candidate.unavailable
    if not candidate.workplace:
        return "we have not confirmed where they work, so there is no school to release them"
    return ""


def suggest(need, candidate):
    """How well somebody fits, and the reasons."""
    parts = [
        *_asked_for(candidate),
        *_knowledge(need, candidate),
        *_training(need, candidate),
        *_distance(candidate),
        *_time(need, candidate),
        *_days(need, candidate),
        *_past(candidate),
    ]
    return Suggestion(
        candidate,
        points=round(sum(points for points, _, _ in parts), 4),
        good=tuple(words for _, tone, words in parts if tone == GOOD),
        less=tuple(words for _, tone, words in parts if tone == LESS),
        warnings=tuple(words for _, tone, words in parts if tone == WARNING),
    )


GOOD, LESS, WARNING = "good", "less", "warning"


def _asked_for(candidate):
    if candidate.is_asked_for:
        yield ASKED_FOR, GOOD, "the school asked for them"


def _knowledge(need, candidate):
    areas, stages = need.areas & candidate.areas, need.stages & candidate.stages
    if areas or stages:
        known = [in_a_sentence(name) for name in (*sorted(areas), *sorted(stages))]
        yield AREA * len(areas) + STAGE * len(stages), GOOD, f"knows {joined(known)}"
    if need.areas and not areas:
        yield 0, LESS, "none of the areas asked for"
    if need.stages and not stages:
        yield 0, LESS, "none of the key stages asked for"


def _training(need, candidate):
    if need.kind not in CHAMPION_KINDS:
        return
    if candidate.trained_as:
        yield TRAINED, GOOD, f"trained: {in_a_sentence(candidate.trained_as)}"
    else:
        yield 0, WARNING, "no champion’s training yet"


def _distance(candidate):
    if candidate.miles is None:
        yield 0, LESS, "distance not known"
    else:
        share = max(0, 1 - candidate.miles / FAR)
        yield NEAR * share, GOOD if share else LESS, f"{candidate.miles:.1f} miles away"


def _time(need, candidate):
    share = max(0, 1 - candidate.load / (candidate.possible or HALVES_UNSAID))
    taken = days(candidate.load) if candidate.load else "nothing"
    if candidate.possible is None:
        yield FREE * share, GOOD if share else LESS, f"{taken} taken this term; hasn’t said how much is possible"
    elif candidate.load + need.halves <= candidate.possible:
        yield FREE * share, GOOD, f"{taken} of {days(candidate.possible)} taken this term"
    elif candidate.possible:
        more = f"{taken} of {days(candidate.possible)} taken this term, so {days(need.halves)} more is too much"
        yield FREE * share + NO_ROOM, WARNING, more
    else:
        yield NO_ROOM, WARNING, "has said that no time is possible just now"


def _days(need, candidate):
    if both := need.weekdays & candidate.weekdays:
        yield WEEKDAY, GOOD, f"{joined([f'{day}s' for day in in_the_week(both)])} suit both"
    elif need.weekdays and candidate.weekdays:
        yield 0, LESS, f"{joined([f'{day}s' for day in in_the_week(candidate.weekdays)])} suit them"


def _past(candidate):
    if candidate.has_worked_there:
        yield WORKED_THERE, GOOD, "has worked with the school before"
    if candidate.said_no_here:
        yield SAID_NO, WARNING, "said “not this time” to this request"
    elif candidate.refusals:
        times = "once" if candidate.refusals == 1 else "more than once"
        yield TURNED_DOWN * min(candidate.refusals, 2), LESS, f"couldn’t elsewhere {times} in the last year"


WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def in_the_week(names):
    """Weekdays from Monday on."""
    return [day for day in WEEK if day in names]


def in_a_sentence(name):
    """A name as it stands inside a sentence; abbreviations and proper names keep their capitals."""
    is_proper = not name[1:2].islower() or any(word.istitle() for word in name.split()[1:2])
    return name if is_proper else name[:1].lower() + name[1:]


def joined(names):
    """Names as they are read out: "one, two and three"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
