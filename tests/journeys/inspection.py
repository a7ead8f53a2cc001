"""What is asked of every page that a journey meets, whoever meets it."""

import os
import re
from itertools import count
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

WIDTHS = (1280, 360)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# Different each time, though the page is the same.
TOKENS = re.compile(r'name="(csrfmiddlewaretoken|form_key|draft_page)" value="[^"]*"')
IS_TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


class Inspector:
    """Looks at pages at both widths with axe; the same page once. With SCREENSHOTS set, keeps a picture of each."""

    def __init__(self):
        self.seen, self.numbers = set(), count(1)
        self.folder = Path(os.environ["SCREENSHOTS"]) if os.environ.get("SCREENSHOTS") else None
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)

    def inspect(self, page, *, width, height):
        """Everything wrong with the page; it is left as wide as it was."""
        looks = TOKENS.sub("", page.content())
        if looks in self.seen:
            return []
        self.seen.add(looks)
        name = f"{next(self.numbers):03}-{re.sub('[^a-z]+', '-', page.title().split(' – ')[0].lower())}"
        problems = []
        for each in WIDTHS:
            page.set_viewport_size({"width": each, "height": height})
            problems += self._at_this_width(page, each)
            if self.folder:
                page.screenshot(path=self.folder / f"{name}-{each}.png", full_page=True)
        page.set_viewport_size({"width": width, "height": height})
        return problems

    def keep(self, name, content):
        """Put a letter beside the pictures."""
        if self.folder:
            (self.folder / name).write_bytes(content)

    def _at_this_width(self, page, width):
        if page.evaluate(IS_TOO_WIDE):
            yield f"at {width} px it scrolls sideways"
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
        for violation in found.response["violations"]:
            for node in violation["nodes"]:
                yield f"at {width} px axe says {violation['id']}: {violation['help']}: {node['html'][:300]}"


class Nothing:
    """Looks at no page: for a journey whose pages another run has inspected."""

    def inspect(self, page, *, width, height):
        return []

    def keep(self, name, content):
        pass
