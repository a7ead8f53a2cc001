"""Whom a lead might ask, by plain values: what never happens, whatever the numbers are."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from brokerage.matching import WEEK, Candidate, Need, order, suggest

AREAS, STAGES = ("Assessment", "Physics", "TDTS", "Talk"), ("Early years", "Key stage 1", "Key stage 2")
SCHOOL = 1


def some_of(names):
    return st.frozensets(st.sampled_from(names))


needs = st.builds(
    Need,
    school=st.just(SCHOOL),
    kind=st.sampled_from(["champion", "led", "peer"]),
    halves=st.integers(1, 10),
    areas=some_of(AREAS),
    stages=some_of(STAGES),
    weekdays=some_of(WEEK),
)
candidates = st.builds(
    Candidate,
    key=st.integers(1, 50),
    name=st.just("Ada"),
    schools=st.frozensets(st.integers(1, 3)),
    workplace=st.sampled_from(["", "Ash Green"]),
    areas=some_of(AREAS),
    stages=some_of(STAGES),
    trained_as=st.sampled_from(["", "Assessment champion"]),
    miles=st.none() | st.floats(0, 60),
    load=st.integers(0, 20),
    possible=st.none() | st.integers(0, 12),
    weekdays=some_of(WEEK),
    is_asked_for=st.booleans(),
    has_worked_there=st.booleans(),
    said_no_here=st.booleans(),
    refusals=st.integers(0, 4),
    unavailable=st.sampled_from(["", "paused"]),
)


@given(needs, candidates, st.sampled_from(AREAS), st.sampled_from(STAGES), st.sampled_from(WEEK))
def test_more_overlap_never_ranks_lower(need, candidate, area, stage, day):
    more = replace(
        candidate,
        areas=candidate.areas | {area},
        stages=candidate.stages | {stage},
        weekdays=candidate.weekdays | {day},
    )

    assert suggest(need, more).points >= suggest(need, candidate).points


@given(needs, candidates, st.floats(0, 1), st.integers(0, 20))
def test_neither_a_shorter_way_nor_less_to_do_ranks_lower(need, candidate, share, load):
    better = replace(candidate, miles=(candidate.miles or 0) * share, load=min(load, candidate.load))

    assert suggest(need, better).points >= suggest(need, candidate).points


@given(needs, st.lists(candidates, max_size=8))
@settings(max_examples=200)
def test_nobody_over_their_limit_is_suggested_without_a_warning(need, crowd):
    for one in order(need, crowd).suggestions:
        possible = one.candidate.possible
        if possible is not None and one.candidate.load + need.halves > possible:
            assert one.warnings
            assert one.points < suggest(need, replace(one.candidate, possible=None)).points


@given(needs, st.lists(candidates, max_size=8))
@settings(max_examples=200)
def test_everybody_is_either_suggested_or_set_apart_with_the_reason(need, crowd):
    found = order(need, crowd)

    assert len(found.suggestions) + len(found.apart) == len(crowd)
    assert all(words for _, words in found.apart)
    for one in found.suggestions:
        assert SCHOOL not in one.candidate.schools
        assert one.candidate.workplace
        assert not one.candidate.said_no_here or one.warnings
        assert not one.candidate.unavailable
    assert [one.points for one in found.suggestions] == sorted((one.points for one in found.suggestions), reverse=True)


@given(needs, st.lists(candidates, min_size=2, max_size=8, unique_by=lambda one: one.key), st.randoms())
def test_the_order_does_not_depend_on_where_one_stood_before(need, crowd, chance):
    shuffled = list(crowd)
    chance.shuffle(shuffled)

    assert order(need, crowd) == order(need, shuffled)


def test_the_reasons_are_said_in_words():
    need = Need(SCHOOL, "champion", 5, frozenset(["Assessment"]), frozenset(["Key stage 2"]), frozenset(["Tuesday"]))
    ada = Candidate(
        2,
        "Ada",
        frozenset([2]),
        "Ash Green",
        areas=frozenset(["Assessment", "TDTS"]),
        stages=frozenset(["Key stage 2"]),
        trained_as="TDTS champion",
        miles=1.23,
        load=1,
        possible=6,
        weekdays=frozenset(["Monday", "Tuesday"]),
        has_worked_there=True,
    )

    best = suggest(need, ada)
    worst = suggest(need, Candidate(3, "Ben", frozenset([3]), "Hot Lane", load=2, possible=4, refusals=1))

    assert best.good == (
        "knows assessment and key stage 2",
        "trained: TDTS champion",
        "1.2 miles away",
        "half a day of 3 days taken this term",
        "Tuesdays suit both",
        "has worked with the school before",
    )
    assert best.less == best.warnings == ()
    assert worst.good == ()
    assert worst.less == (
        "none of the areas asked for",
        "none of the key stages asked for",
        "distance not known",
        "couldn’t elsewhere once in the last year",
    )
    assert worst.warnings == (
        "no champion’s training yet",
        "1 day of 2 days taken this term, so 2.5 days more is too much",
    )


def test_a_word_is_owed_for_a_warning_and_for_whoever_is_not_the_first():
    need = Need(SCHOOL, "peer", 2, areas=frozenset(["Physics"]))
    first, second, equal, full = (
        Candidate(1, "Ada", frozenset([2]), "Ash Green", areas=frozenset(["Physics"])),
        Candidate(2, "Ben", frozenset([2]), "Ash Green"),
        Candidate(3, "Cal", frozenset([2]), "Ash Green", areas=frozenset(["Physics"])),
        Candidate(4, "Dee", frozenset([2]), "Ash Green", areas=frozenset(["Physics"]), possible=1),
    )
    found = order(need, [second, full, equal, first])

    assert found.owes_a_word(1) == found.owes_a_word(3) == ""
    assert found.owes_a_word(2) == "Ada comes first for this request."
    assert found.owes_a_word(4) == (
        "There is a warning: nothing of half a day taken this term, so 1 day more is too much."
    )
