"""Somebody at a browser, with an inbox. They press what they can read, and type an address once at most."""

import re
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from pypdf import PdfReader

from tests.authenticator import App

LINK = re.compile(r"^https?://\S+$", re.MULTILINE)
CODE = re.compile(r"^\w{3,4}-?\w{3,4}$", re.MULTILINE)
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


class Visitor:
    """A person with a browser of their own; each page they come to is inspected, and its faults are kept."""

    def __init__(self, browser, stack, inspector, *, name, email="", device=DESKTOP, has_scripts=True):
        self.stack, self.inspector, self.name, self.email = stack, inspector, name, email
        self.viewport = device["viewport"]
        self.context = browser.new_context(locale="en-GB", timezone_id="Europe/London", **device)
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.complaints, self.faults, self.has_typed_an_address = [], [], False
        self.is_in_pdf_viewer = False
        self.browser_itself = None if has_scripts else self.context.new_cdp_session(self.page)
        self._let_scripts_run(False)
        self.page.on("console", lambda said: self.complaints.append(f"console, {said.type}: {said.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self._stay_at_home)

    @property
    def authenticator(self):
        """The app on their telephone, whichever browser they sit at."""
        return self.stack.authenticators.get(self.email)

    def _let_scripts_run(self, may_run):
        """For a visitor without scripts; axe is one, so it runs when the page has loaded without its own."""
        if self.browser_itself:
            self.browser_itself.send("Emulation.setScriptExecutionDisabled", {"value": not may_run})

    def _stay_at_home(self, request):
        # Chromium shows a PDF by an extension of its own.
        if not request.url.startswith((self.stack.base_url, "data:", "blob:", "chrome-extension:")):
            self.complaints.append(f"asks another site: {request.url}")

    # Getting about

    def visit(self, path):
        """Type an address: the first step of a journey, never a later one."""
        assert not self.has_typed_an_address, f"{self.name} would have to type an address again."
        self.has_typed_an_address = True
        self.go(self.stack.base_url + path)

    def go(self, url, *, status=200):
        """Open an address that was found in mail, and look at the page."""
        # To another part of the page where they are, a browser asks for nothing; from mail it opens anew.
        self._look(self.page.goto(url) or self.page.reload(), status)
        self._set_up_second_step()

    def press(self, button, *, within=None):
        """Press the button with these words, and look at the page that comes."""
        self._navigate((within or self.main).get_by_role("button", name=button))

    def follow(self, link, *, within=None):
        """Follow the link with these words, and look at the page that comes."""
        self._navigate((within or self.main).get_by_role("link", name=link))

    def menu(self, link):
        """Follow a link of the main menu, which is folded on a phone."""
        banner = self.page.get_by_role("banner")
        if self.viewport["width"] < 1000:
            banner.get_by_text("Menu", exact=True).click()
        self._navigate(banner.get_by_role("link", name=link).locator("visible=true"))

    def _navigate(self, target):
        with self.page.expect_navigation() as navigation:
            target.click()
        self._look(navigation.value)
        self._set_up_second_step()

    def _look(self, response, status=200):
        where = f"{self.name} at {self.page.url} ({self.page.title()})"
        assert response.status == status, f"{where}: answered {response.status}"
        if response.headers.get("content-type") == "application/pdf":
            self.is_in_pdf_viewer = True
            return
        if self.is_in_pdf_viewer:  # what Chromium's own viewer complained of until now is not ours
            self.complaints, self.is_in_pdf_viewer = [], False
        if status >= 400:  # the browser says so, rightly
            self.complaints = [words for words in self.complaints if f"status of {status}" not in words]
        self._let_scripts_run(True)
        problems = self.complaints + self.inspector.inspect(self.page, **self.viewport)
        self._let_scripts_run(False)
        self.faults += [f"{where}: {problem}" for problem in problems]
        self.complaints = []

    # Reading

    @property
    def main(self):
        return self.page.get_by_role("main")

    @property
    def heading(self):
        """The page's one heading of the first level, without the caption above it."""
        return self.page.evaluate("""() => {
            const heading = document.querySelector("h1").cloneNode(true);
            heading.querySelectorAll(".caption").forEach((caption) => caption.remove());
            return heading.innerText.trim().replace(/\\s+/g, " ");
        }""")

    @property
    def path(self):
        return urlsplit(self.page.url).path

    def reads(self, *words):
        """Each of these stands on the page."""
        text = re.sub(r"\s+", " ", self.main.inner_text())
        for each in words:
            assert each in text, f"{self.name} at {self.page.url} doesn’t read {each!r} in:\n{text}"

    def reference(self, prefix):
        """The reference of this kind that the page gives."""
        found = re.search(rf"\b{prefix}-[0-9A-Z]{{5,}}\b", self.main.inner_text())
        assert found, f"{self.name} at {self.page.url} reads no reference {prefix}-…"
        return found.group()

    # Filling in

    def fill(self, answers, *, within=None):
        """Fill in boxes by their labels: text, a date, a tick box (True or False), the words of a choice in a list."""
        for label, answer in answers.items():
            box = (within or self.main).get_by_label(labelled(label))
            if isinstance(answer, bool):
                box.set_checked(answer)
            elif box.evaluate("box => box.tagName") == "SELECT":
                box.select_option(label=answer)
            else:
                box.fill(str(answer))

    def holds(self, *labels):
        """What is in these boxes."""
        return [self.main.get_by_label(labelled(label)).input_value() for label in labels]

    def choose(self, question, *answers):
        """Choose among the radio buttons or tick boxes of a question."""
        group = self.main.get_by_role("group", name=labelled(question))
        for answer in answers:
            group.get_by_label(answer).check()

    def pick_school(self, label, typed, school):
        """Type into the school box, and pick from the list that opens."""
        box = self.main.get_by_role("combobox", name=label)
        box.press_sequentially(typed)
        self.main.get_by_role("option", name=school).click()

    # Mail, files and signing in

    @property
    def mail_so_far(self):
        """How many mails they have had: note it before an act that sends one like another before."""
        return len(self.stack.mailbox.messages_to(self.email))

    def mail(self, subject, *, after=0) -> EmailMessage:
        """The newest mail to this person about that; what it links to is said alike in text and HTML."""
        return self.stack.mailbox.wait_for(self.email, subject, after=after)

    def open_mail(self, subject, *, after=0):
        """Press the one button of a mail, and sign in if asked to; gives the mail."""
        message = self.mail(subject, after=after)
        self.go(link_in(message))
        if self.path.startswith("/accounts/login/"):
            self.sign_in()
        return message

    def open_document(self, subject):
        """Open the PDF that a mail both carries and links to; its words, which are the same."""
        name, words = pdf_in(self.open_mail(subject))
        kind, content = self.fetch(self.page.url)
        self.inspector.keep(name, content)
        assert (kind, self.path, pdf_text(content)) == ("application/pdf", f"/documents/{name}", words)
        return words

    def sign_in(self):
        """Sign in on the page that asks for it, by a code from the inbox."""
        had = self.mail_so_far
        self.fill({"Your e-mail address": self.email})
        self.press("E-mail me a code")
        message = self.mail("code", after=had)
        self.fill({"Code": CODE.search(text_of(message)).group()})
        self.press("Continue")
        if self.path.startswith("/accounts/2fa/authenticate/"):
            self.fill({"Code": self.authenticator.unused_digits()})
            self.press("Sign in")

    def _set_up_second_step(self):
        """Staff who were stopped on their way to the desk set up an authenticator app there, and go on."""
        if self.authenticator or not self.path.startswith("/accounts/2fa/totp/activate/"):
            return
        self.main.get_by_text("I can’t scan it").click()
        key = self.main.locator("#key").inner_text()
        self.stack.authenticators[self.email] = App(key, days_later=self.stack.days_later)
        self.fill({"Authenticator code": self.authenticator.unused_digits()})
        self.press("Turn it on")
        self.follow("I have kept them: go on")

    def download(self, button):
        """The file that comes when this button is pressed: (its name, its bytes)."""
        with self.page.expect_download() as coming:
            self.main.get_by_role("button", name=button).click()
        return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()

    def fetch(self, url):
        answer = self.context.request.get(url, max_redirects=0)
        assert answer.status == 200, f"{self.name} can’t download {url}: {answer.status}"
        return answer.headers["content-type"], answer.body()


def labelled(label):
    """Finds a label whole, as typed here: it may say that the box is optional, and its apostrophes may curl."""
    return re.compile(rf"^\s*{re.escape(label)}( \(optional\))?\s*$".replace("'", "['’]"))


def text_of(message):
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


def link_in(message):
    """The one link of a message."""
    [link] = LINK.findall(text_of(message))
    assert f'href="{link}"' in message.get_body(("html",)).get_content(), f"{message['Subject']}: HTML has no {link}"
    return link


def pdf_in(message):
    """The one PDF that a message carries: (its name, its text)."""
    [part] = message.iter_attachments()
    assert part.get_content_type() == "application/pdf"
    return part.get_filename(), pdf_text(part.get_content())


def pdf_text(content):
    """The words of a PDF, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())
