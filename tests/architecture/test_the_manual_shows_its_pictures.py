"""The manual shows the pictures that `make pictures` takes, says in words what is on each, and they are small."""

import re
from pathlib import Path

from scripts.pictures import FOLDER, PHONE, WIDE, pictures

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *ROOT.glob("docs/*.md"), *ROOT.glob("docs/guides/*.md")]
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
MOST_BYTES = 4_000_000


def shown():
    """Each picture of the manual: (the page, its words, its file)."""
    return [(page, words, (page.parent / path).resolve()) for page in PAGES
            for words, path in PICTURE.findall(page.read_text())]  # fmt: skip


def test_what_is_shown_what_is_listed_and_what_there_is_are_the_same():
    listed = [f"{picture['name']}.png" for picture in pictures()]

    assert {file.name for _, _, file in shown()} == set(listed)
    assert {file.name for file in FOLDER.iterdir()} == {*listed, "list.toml"}
    assert {file.parent for _, _, file in shown()} == {FOLDER}
    assert len(set(listed)) == len(listed)
    assert {picture["width"] for picture in pictures()} == {WIDE, PHONE}


def test_each_says_in_words_what_it_shows():
    assert [file.name for _, words, file in shown() if len(words) < 15] == []


def test_together_they_are_small():
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < MOST_BYTES
