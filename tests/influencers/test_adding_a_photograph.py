"""A photograph is made anew from what was sent, is as public as the page it belongs to, and goes when it should."""

from io import BytesIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from core import clock
from core.exceptions import NotAllowed, Refused
from core.models import Change
from influencers import pictures, services
from influencers.models import Influencer, Photograph
from influencers.workflow import InfluencerStatus
from satc.personal import erasure
from satc.personal.export import export_of
from tests.factories.influencers import InfluencerFactory, InterestFactory
from tests.factories.pictures import picture, upload
from tests.factories.schools import PersonFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db

RED, BLUE = (254, 0, 0), (0, 0, 254)


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def influencer():
    return InfluencerFactory()


def kept(person, sent=None):
    return services.keep_photograph(person, sent or picture())


def opened(content):
    return Image.open(BytesIO(content))


def files():
    return default_storage.listdir("photographs")[1] if default_storage.exists("photographs") else []


def with_secrets():
    """A photograph lying on its side, that says where it was taken, by what, and what its owner thought of it."""
    image = Image.new("RGB", (90, 30), RED)
    image.paste(BLUE, (0, 0, 45, 30))
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Secret Camera", 6
    exif.get_ifd(0x8825).update({1: "N", 2: (IFDRational(53), IFDRational(1), IFDRational(7))})
    content = BytesIO()
    image.save(content, "JPEG", exif=exif, comment=b"Secret comment", icc_profile=b"Secret profile", quality=95)
    return content.getvalue()


def test_nothing_but_the_picture_survives(influencer):
    sent = with_secrets()
    assert b"Secret Camera" in sent
    assert opened(sent).getexif().get_ifd(0x8825)

    photograph = kept(influencer.person, upload(sent))

    for name in (photograph.large.name, photograph.small.name):
        content = default_storage.open(name).read()
        image = opened(content)
        assert (b"Secret" in content, b"Exif" in content, dict(image.getexif())) == (False, False, {})
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_it_stands_upright():
    large, _ = pictures.made_anew(upload(with_secrets()))

    image = opened(large)
    top, bottom = image.getpixel((15, 10)), image.getpixel((15, 80))
    assert image.size == (30, 90)
    assert (top[2] > 200 > top[0], bottom[0] > 200 > bottom[2]) == (True, True)


@pytest.mark.parametrize(
    ("kind", "mode", "colour"),
    [("PNG", "RGBA", (0, 0, 0, 0)), ("PNG", "P", 3), ("PNG", "I;16", 9), ("WEBP", "RGB", "teal"), ("JPEG", "CMYK", 0),
     ("JPEG", "L", 9)],
)  # fmt: skip
def test_every_kind_of_picture_becomes_two_jpegs(kind, mode, colour):
    large, small = pictures.made_anew(picture(kind=kind, mode=mode, colour=colour, size=(1000, 500)))

    told = [(image.format, image.mode, image.size) for image in map(opened, (large, small))]
    assert told == [("JPEG", "RGB", (800, 400)), ("JPEG", "RGB", (160, 160))]


def bomb():
    """A file of a few hundred bytes that would unfold to a billion pixels."""
    content = bytearray(picture(kind="PNG").read())
    content[16:24] = (40_000).to_bytes(4, "big") + (30_000).to_bytes(4, "big")
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", pictures.NOT_A_PICTURE),
        (b"<?php system($_GET[0]); ?>", pictures.NOT_A_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", pictures.NOT_A_PICTURE),
        (picture().read()[:300], pictures.NOT_A_PICTURE),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", pictures.HEIC),
        (b"x" * (pictures.MOST_BYTES + 1), pictures.TOO_BIG),
        (picture(kind="GIF").read(), pictures.NOT_A_PICTURE),
    ],
    ids=["nothing", "a script", "a drawing", "half a picture", "HEIC", "too big", "GIF"],
)
def test_what_is_no_photograph_is_refused_in_words(influencer, content, said):
    with pytest.raises(Refused) as refused:
        kept(influencer.person, upload(content))

    assert (str(refused.value), Photograph.objects.count(), files()) == (said, 0, [])


def test_a_small_file_that_would_unfold_is_refused(influencer):
    with pytest.raises(Refused):
        kept(influencer.person, upload(bomb()))


def test_too_many_pixels_are_refused_before_they_are_read():
    with pytest.raises(Refused, match="too large to work with"):
        pictures.made_anew(picture(kind="PNG", mode="1", colour=0, size=(5001, 5000)))


def test_what_was_sent_with_a_picture_inside_a_script_is_not_kept(influencer):
    photograph = kept(influencer.person, upload(picture().read() + b"<script>alert(1)</script>", "me.html"))

    assert b"script" not in default_storage.open(photograph.large.name).read()
    assert photograph.large.name == f"photographs/{photograph.token}-large.jpg"


def seen_by(client, person, photograph):
    client.logout()
    if person:
        client.force_login(person)
    return client.get(photograph.get_absolute_url()).status_code


@pytest.mark.parametrize("status", InfluencerStatus)
def test_it_is_as_public_as_the_page(status):
    is_away = status == InfluencerStatus.PAUSED
    influencer = InfluencerFactory(status=InfluencerStatus.PUBLISHED if is_away else status)
    if is_away:
        Influencer.objects.update(status=status, returns_on=clock.today())
    photograph = Photograph.objects.create(person=influencer.person, token="t", large="none", small="none")
    is_public = status == InfluencerStatus.PUBLISHED
    anybody = (AnonymousUser(), PersonFactory(), finance())
    always = (influencer.person, lead(), national_lead())

    sees = {person: photograph in Photograph.objects.visible_to(person) for person in (*anybody, *always)}

    assert sees == dict.fromkeys(anybody, is_public) | dict.fromkeys(always, True)


def test_it_is_served_as_a_picture_and_never_from_a_cache_unasked(client, influencer):
    photograph = kept(influencer.person)

    answer = client.get(photograph.get_absolute_url())

    assert {name: answer[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control")} == {
        "Content-Type": "image/jpeg",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
    }
    assert opened(b"".join(answer.streaming_content)).format == "JPEG"
    again = {"headers": {"If-None-Match": answer["ETag"]}}
    assert client.get(photograph.get_absolute_url(), **again).status_code == 304

    services.withdraw_consent(influencer, by=influencer.person)
    assert client.get(photograph.get_absolute_url(), **again).status_code == 404
    assert seen_by(client, influencer.person, photograph) == 200


def test_a_nominee_adds_one_to_the_form_and_takes_it_away(client, django_capture_on_commit_callbacks):
    interest = InterestFactory()
    client.force_login(interest.person)

    answer = client.post("/my/photograph/", {"photograph": picture()})

    assert answer.url == f"{interest.get_absolute_url()}#photograph"
    photograph = Photograph.objects.get()
    assert photograph.get_absolute_url() in client.get(interest.get_absolute_url()).content.decode()
    assert seen_by(client, None, photograph) == 404
    client.force_login(interest.person)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/my/photograph/remove/")
    assert (Photograph.objects.count(), files()) == (0, [])


def test_another_takes_its_place_and_the_record_says_so(influencer, django_capture_on_commit_callbacks):
    first = kept(influencer.person)
    with django_capture_on_commit_callbacks(execute=True):
        second = kept(influencer.person)

    assert [Photograph.objects.get().token, len(files())] == [second.token, 2]
    assert first.token != second.token
    reasons = [change.reason for change in Change.objects.of(influencer)]
    assert reasons == ["Photograph added.", "Photograph changed."]


def test_a_file_that_is_far_too_big_is_not_even_read(client, influencer):
    client.force_login(influencer.person)

    page = client.post("/my/photograph/", {"photograph": upload(b"x" * (13 * 1024 * 1024))}).content.decode()

    assert pictures.TOO_BIG in page
    assert files() == []


def test_whoever_is_no_influencer_has_none(client):
    stepped_down = InfluencerFactory(status=InfluencerStatus.STEPPED_DOWN).person
    for person in (PersonFactory(), lead(), stepped_down, InterestFactory(status="withdrawn").person):
        client.force_login(person)
        assert client.get("/my/photograph/").status_code == 404
        with pytest.raises(NotAllowed):
            kept(person)
    assert files() == []


def test_it_stands_on_the_page_and_in_the_list(client, influencer):
    photograph = kept(influencer.person)
    name = influencer.person.name

    page, listed = (client.get(path).content.decode() for path in (influencer.get_absolute_url(), "/influencers/"))

    assert f'src="{photograph.get_absolute_url()}" alt="Photograph of {name}"' in page
    assert f'src="{photograph.get_small_url()}" alt=""' in listed


def test_it_goes_when_somebody_is_forgotten_and_is_named_in_what_we_hold(
    influencer, django_capture_on_commit_callbacks
):
    photograph = kept(influencer.person)
    things = [row for row in export_of(influencer.person)["holdings"] if row["table"] == "influencers.Photograph"]
    assert things[0]["things"][0]["Photograph"] == photograph.large.name

    with django_capture_on_commit_callbacks(execute=True):
        erasure.forget(influencer.person, by=lead())

    assert (Photograph.objects.count(), files()) == (0, [])
    assert Influencer.objects.get().photograph is None
