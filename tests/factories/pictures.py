"""Invented pictures, as somebody would upload them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def picture(name="me.jpg", *, kind="JPEG", size=(60, 40), mode="RGB", colour="teal", **saving):
    """A picture of one colour."""
    content = BytesIO()
    Image.new(mode, size, colour).save(content, kind, **saving)
    return upload(content.getvalue(), name)


def upload(content, name="me.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")
