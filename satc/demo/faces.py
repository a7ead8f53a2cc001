"""Drawn faces for the demo city: nobody in it has a photograph, because nobody in it is real."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

SIDE = 800


def face(*, ground, hair, skin, coat):
    """Head and shoulders, in four colours, as a file to upload."""
    picture = Image.new("RGB", (SIDE, SIDE), ground)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((215, 120, 585, 560), fill=hair)
    draw.ellipse((120, 590, 680, 1150), fill=coat)
    draw.rectangle((345, 470, 455, 640), fill=skin)
    draw.ellipse((255, 190, 545, 545), fill=skin)
    draw.pieslice((235, 130, 565, 430), 180, 360, fill=hair)
    for x in (335, 445):
        draw.ellipse((x, 350, x + 22, 380), fill="#1f1d1a")
    draw.arc((340, 390, 460, 475), 25, 155, fill="#1f1d1a", width=8)
    content = BytesIO()
    picture.save(content, "PNG")
    return SimpleUploadedFile("face.png", content.getvalue(), content_type="image/png")


FACES = {
    "Jonah Peel": {"ground": "#e6ecf8", "hair": "#3b2a1e", "skin": "#e2b48f", "coat": "#1a3f95"},
    "Maya Tennant": {"ground": "#f8e9e2", "hair": "#1f1712", "skin": "#8d5b3f", "coat": "#1d6b42"},
    "Sunil Bassi": {"ground": "#e4f1e9", "hair": "#1c1a1a", "skin": "#b67c54", "coat": "#a3401f"},
    "Elsie Drummond": {"ground": "#f8eed8", "hair": "#9c5a2d", "skin": "#f0c9ab", "coat": "#7d5200"},
}
