from pathlib import Path

from django.conf import settings

from satc.management.commands.draw_states import drawings


def test_the_drawings_of_the_states_are_current():
    folder = Path(settings.BASE_DIR) / "docs" / "states"

    drawn = {path.name: path.read_text() for path in folder.glob("*.md")}

    assert drawn == drawings(), "Run: manage.py draw_states"
