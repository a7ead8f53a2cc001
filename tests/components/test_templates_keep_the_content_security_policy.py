import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

TEMPLATES = Path(settings.BASE_DIR) / "templates"
# Mail is read outside the portal, and so outside its policy.
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if "mail" not in path.parts and "email" not in path.parts)
INLINE = re.compile(r"""<style|\sstyle=|\son[a-z]+=["']|javascript:|<script(?![^>]*\ssrc=)""", re.IGNORECASE)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_has_an_inline_style_script_or_handler(path):
    html = re.sub(r"{%.*?%}", "", path.read_text())
    assert INLINE.findall(html) == []


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_an_error_page_needs_no_request(name):
    assert "<h1>" in render_to_string(f"{name}.html")
