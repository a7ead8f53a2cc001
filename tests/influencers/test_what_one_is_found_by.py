import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from influencers import jobs
from influencers.models import Influencer
from influencers.search import stem, text_of, words_of
from schools.services import end_post, hold_post, prove_post
from tests.factories.influencers import InfluencerFactory
from tests.factories.programmes import weekday
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db

# Words in which PostgreSQL's own reading of a text might differ from ours.
ENGLISH = "assess", "Assessment", "running", "runs", "universe", "university", "don't", "x-ray", "STRASSE"
ACCENTED = "café", "cafe", "naïve", "straße", "ﬁeld", "½", "наука", "科学"
ODD = "ks2", "1e5", "2e5x", "0x1f", "007", "a_b", "100%", "'", "&", "!", ":*"
WORD = st.sampled_from([*ENGLISH, *ACCENTED, *ODD])
WORDS = st.lists(WORD, min_size=1, max_size=5).map(" ".join)


def expected(text, typed):
    """Every word typed begins a word of the text, or has the stem of one."""
    words = text.split()
    return all(any(word.startswith(one) for word in words) or stem(one) in words for one in words_of(typed))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=WORDS, typed=WORDS)
def test_the_database_finds_what_the_rule_says_whichever_it_is(one_influencer, text, typed):
    folded = text_of([text])
    Influencer.objects.update(search_text=folded)

    assert Influencer.objects.found_by(typed).exists() == expected(folded, typed)


@pytest.fixture
def one_influencer(db):
    return InfluencerFactory()


@pytest.mark.parametrize(
    ("typed", "written"), [("assess", "assessment"), ("assessments", "assessing"), ("children's", "childrens")]
)
def test_words_of_one_stem_find_each_other(one_influencer, typed, written):
    Influencer.objects.update(search_text=text_of([written]))

    assert Influencer.objects.found_by(typed).exists()


def found(word):
    return Influencer.objects.found_by(word).exists()


def test_a_move_is_found_as_soon_as_it_is_written(one_influencer, a_lead):
    [old] = one_influencer.person.posts.all()
    new = SchoolFactory(name="Jollying Mill Primary")
    end_post(old, ends_on=weekday(-1), by=a_lead)
    post = hold_post(one_influencer.person, new, "teacher", by=a_lead)
    assert not found("jollying"), "nobody has proven it"

    prove_post(post, by=a_lead)

    assert found("jollying")
    post.delete()
    assert not found("jollying")


def test_a_new_name_is_found_and_the_old_one_is_not(one_influencer):
    one_influencer.person.name = "Zuleika Dobson"
    one_influencer.person.save()
    assert found("zuleika")

    one_influencer.person.name = "Somebody"
    one_influencer.person.save(update_fields=["name"])

    assert not found("zuleika")


def test_each_night_what_changed_by_itself_is_written(one_influencer, capsys):
    post = one_influencer.person.posts.get()
    post.school.name = "Fettlers Green Primary"
    post.school.save()
    assert not found("fettlers")

    jobs.write_search_texts()

    assert found("fettlers")
    call_command("write_search_texts")
    assert capsys.readouterr().out == "0 were out of date.\n"


def test_postgresql_takes_the_index_however_common_the_word_is(one_influencer):
    if connection.vendor != "postgresql":
        return
    assert "influencer_search" in Influencer.objects.found_by("circuits").explain()
