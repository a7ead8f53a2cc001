"""Takes the pictures that the manual shows, as docs/pictures/list.toml says:  make pictures

The demo city is started in a folder of its own, on a day that never changes and with the same chance each time, so
that a picture changes only when its page does.
"""

import datetime
import io
import re
import subprocess
import sys
import tempfile
import tomllib
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from satc.demo import city  # noqa: E402
from scripts import machine, smoke  # noqa: E402
from tests.authenticator import App  # noqa: E402
from tests.stacks import date_in_london, embedded  # noqa: E402

FOLDER = ROOT / "docs/pictures"
LIST = FOLDER / "list.toml"
# A Tuesday in term time.
DAY = datetime.date(2026, 11, 10)
WIDE, PHONE = 1280, 360
# A longer page is cut off below.
TALLEST = {WIDE: 1500, PHONE: 1300}
COLOURS = 64


def pictures():
    """Each picture as the list has it: `name`, `who`, `address`, `width`, `click`, and for a letter its `paper`."""
    return [{"who": "", "width": WIDE, "click": [], **entry} for entry in tomllib.loads(LIST.read_text())["picture"]]


@contextmanager
def demo_city():
    """The portal with the demo city and all its letters, on our day."""
    days_later = (DAY - date_in_london()).days
    moved = {"PYTHONPATH": str(ROOT / "tests/another_day"), "DAYS_LATER": str(days_later), "CHANCE": "1"}
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder)
        with embedded(var, DEMO="1", PYTHONHASHSEED="0", **moved) as stack:
            smoke.main(stack.base_url, stack.var)
            yield stack


class Photographer:
    """Signs in once as each person, and takes what they see."""

    def __init__(self, browser, stack):
        self.browser, self.stack, self.signed_in = browser, stack, {}

    def take(self, picture):
        """The picture, as PNG."""
        width = picture["width"]
        page = self.context_of(picture["who"]).new_page()
        page.set_viewport_size({"width": width, "height": 900 if width == WIDE else 740})
        page.goto(self.stack.base_url + picture["address"])
        for words in picture["click"]:
            self.click(page, words)
        png = self.paper(page, picture["paper"]) if "paper" in picture else self.screen(page, width)
        page.close()
        return png

    def context_of(self, who):
        if who not in self.signed_in:
            self.signed_in[who] = self.browser.new_context(locale="en-GB", timezone_id="Europe/London")
            if who:
                self.sign_in(self.signed_in[who].new_page(), who)
        return self.signed_in[who]

    def sign_in(self, page, email):
        """With the demo's password, and for staff with the digits of their app."""
        page.goto(f"{self.stack.base_url}/accounts/login/")
        page.get_by_text("Sign in with a password instead").click()
        page.locator("[name=login]").fill(email)
        page.locator("[name=password]").fill(city.PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        keys = {city.STAFF[role][1]: key for role, key in city.AUTHENTICATOR_KEYS.items()}
        if email in keys:
            app = App(keys[email], days_later=self.stack.days_later)
            page.get_by_label("Code").fill(app.unused_digits())
            page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url("**/my/")
        page.close()

    def click(self, page, words):
        """Press what has these words in its name: a link, a button, or what unfolds."""
        main, words = page.get_by_role("main"), re.compile(re.escape(words))
        found = [main.get_by_role(role, name=words) for role in ("link", "button")] + [main.get_by_text(words)]
        next(each for each in found if each.count()).first.click()
        page.wait_for_load_state()

    def screen(self, page, width):
        """The page as far as its content goes, in a window as long: what sticks to the window's edge is at the end."""
        end = page.evaluate("document.querySelector('main').getBoundingClientRect().bottom + scrollY")
        page.set_viewport_size({"width": width, "height": min(round(end), TALLEST[width])})
        return page.screenshot()

    def paper(self, page, number):
        """A page of the letter that a link leads to."""
        address = page.get_by_role("main").locator("a[href$='.pdf']").first.get_attribute("href")
        pdf = page.context.request.get(self.stack.base_url + address).body()
        command = ["pdftoppm", "-png", "-r", "90", "-f", str(number), "-l", str(number), "-"]
        return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout


def shrunk(png):
    """The picture in few colours, which is all that our pages have."""
    return Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)


def keep(image, path):
    """Write the picture unless the one that is there looks the same; whether it was written."""
    if path.exists():
        old = Image.open(path).convert("RGB")
        if old.size == image.size and not ImageChops.difference(old, image.convert("RGB")).getbbox():
            return False
    image.save(path, optimize=True)
    return True


def main(names):
    wanted = [picture for picture in pictures() if not names or picture["name"] in names]
    arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
    with demo_city() as stack, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.ensure("Chromium"), args=arguments)
        photographer = Photographer(browser, stack)
        for picture in wanted:
            path = FOLDER / f"{picture['name']}.png"
            is_new = keep(shrunk(photographer.take(picture)), path)
            print(f"{path.name}: {'new' if is_new else 'as before'}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
