"""Makes a photograph anew from what was uploaded: only what can be seen is kept, and nothing of it is ever run."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from core.exceptions import Refused

MOST_BYTES = 10 * 1024 * 1024
# By what a decoder would need for them: a JPEG is read at a smaller scale.
MOST_PIXELS = {"JPEG": 60_000_000, "MPO": 60_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
LARGE, SMALL = 800, 160
QUALITY = 85

TOO_BIG = "That file is too big. Choose a photograph of at most 10 MB."
TOO_MANY_PIXELS = "That picture is too large to work with. Choose a smaller one: 800 pixels across is plenty."
NOT_A_PICTURE = "We can’t read that as a picture. Choose a JPEG, PNG or WebP file."
HEIC = (
    "That is a HEIC picture, which browsers don’t show. On an iPhone, choose it from Photos on this page, which turns "
    "it into a JPEG; elsewhere, save it as JPEG first."
)
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def made_anew(upload):
    """The uploaded file as two JPEGs, of at most 800 pixels each way and of 160 square; refused if it is no picture."""
    if upload.size > MOST_BYTES:
        raise Refused(TOO_BIG)
    picture = _upright(upload)
    large = ImageOps.contain(picture, (LARGE, LARGE)) if max(picture.size) > LARGE else picture
    small = ImageOps.fit(picture, (SMALL, SMALL), centering=(0.5, 0.4))
    return _jpeg(large), _jpeg(small)


def _upright(upload):
    try:
        with Image.open(upload, formats=("JPEG", "PNG", "WEBP")) as image:
            if image.width * image.height > MOST_PIXELS.get(image.format, 0):
                raise Refused(TOO_MANY_PIXELS)
            image.draft("RGB", (2 * LARGE, 2 * LARGE))
            return _opaque(ImageOps.exif_transpose(image))
    except Image.DecompressionBombError as error:
        raise Refused(TOO_MANY_PIXELS) from error
    # What a broken or malicious file makes a decoder raise is not a fixed list.
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, OverflowError, MemoryError) as error:
        upload.seek(0)
        raise Refused(HEIC if _is_heic(upload.read(12)) else NOT_A_PICTURE) from error


def _is_heic(start):
    return start[4:8] == b"ftyp" and start[8:12] in HEIC_BRANDS


def _opaque(image):
    """The pixels alone, on white where they let light through; what else came with them stays behind."""
    seen = image.convert("RGBA")
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper


def _jpeg(picture):
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=QUALITY, optimize=True)
    return kept.getvalue()
