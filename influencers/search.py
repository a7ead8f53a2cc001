"""How an influencer is found by what people type: all the words, their stems too, accents ignored.

Text and query are folded and stemmed in Python, so that PostgreSQL and SQLite find the same people. The text keeps each
word and its stem: a word that is typed finds those it begins, and those that share its stem.
"""

import functools

import snowballstemmer
from django.db.models import BooleanField, Func

from schools.search import MOST_WORDS, fold

# PostgreSQL leaves much longer words out of its index, and nobody types one.
LONGEST_WORD = 200
CONFIG = "simple"  # the words are stemmed already


@functools.lru_cache(maxsize=10_000)
def stem(word):
    """The stem of a folded English word: that of "assessment" and "assesses" is "assess"."""
    return snowballstemmer.stemmer("english").stemWord(word)


def text_of(parts):
    """The folded words of the parts and their stems, each once, with a blank before and after it."""
    words = [word for word in fold(" ".join(parts)).split() if len(word) <= LONGEST_WORD]
    return f" {' '.join(dict.fromkeys([*words, *map(stem, words)]))} "


def words_of(typed):
    """The folded words of what was typed."""
    return fold(typed).split()[:MOST_WORDS]


class HoldsWords(Func):
    """Whether a text made by `text_of` has, for each of the words, one that it begins or one of its stem."""

    arity = 1
    output_field = BooleanField()

    def __init__(self, field, words):
        super().__init__(field)
        self.words = tuple(words)

    @property
    def identity(self):
        return (*super().identity, self.words)

    def as_sql(self, compiler, connection):
        column, params = compiler.compile(self.source_expressions[0])
        each = f"({column} LIKE %s OR {column} LIKE %s)"
        patterns = [pattern for word in self.words for pattern in (f"% {word}%", f"% {stem(word)} %")]
        return f"({' AND '.join([each] * len(self.words))})", [*params, *patterns]

    def as_postgresql(self, compiler, connection):
        """In the very words of the index, which is made in a migration of its own."""
        column, params = compiler.compile(self.source_expressions[0])
        query = " & ".join(f"('{word}':* | '{stem(word)}')" for word in self.words)
        return f"(to_tsvector('{CONFIG}', {column}) @@ to_tsquery('{CONFIG}', %s))", [*params, query]
