"""Each process of the web server counts tries with the others: a limit isn't multiplied by how many there are."""

import re
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar

import pytest

TRIES = 12
ALLOWED = 3


def is_allowed_a_code(stack):
    """Whether a new browser that asks for a code is sent on to where it is entered."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = browser.open(f"{stack.base_url}/accounts/login/", timeout=20).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
    typed = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "email": "limits@school.example"}).encode()
    answer = browser.open(f"{stack.base_url}/accounts/login/code/", typed, timeout=20)
    return answer.url.endswith("/accounts/login/code/confirm/")


def allowed(stack):
    # All at once, so that no process answers them all.
    with ThreadPoolExecutor(TRIES) as browsers:
        return sum(browsers.map(lambda _: is_allowed_a_code(stack), range(TRIES)))


@pytest.mark.xdist_group("serve")
def test_on_redis(serve_stack):
    assert len(serve_stack.processes("gunicorn")) > 2
    assert allowed(serve_stack) == ALLOWED


@pytest.mark.xdist_group("embedded")
def test_on_the_files_of_make_run(embedded_stack):
    assert len(embedded_stack.processes("gunicorn")) > 2
    assert allowed(embedded_stack) == ALLOWED
