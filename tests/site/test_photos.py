"""Photos: what is shown of them, in which sizes, and what can't be shown is told at once."""

from __future__ import annotations

import io
import random
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms
from site_tree import PROFILE, SECRET_IN_EXIF, TOWN, photo, planted

from mini.tree import AS_OF
from zhucun.check.run import check, whole_tree
from zhucun.publish.model import Photo
from zhucun.publish.projection.photo import PhotoError, photo_of
from zhucun.read.files import Disk
from zhucun.read.photos import photo_fault

FOLDER = f"{TOWN}/profiles"


def encoded(image: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    made = io.BytesIO()
    image.save(made, form, **options)
    return made.getvalue()


def shown(folder: Path, raw: bytes, name: str = "a.jpg") -> Photo:
    (folder / name).write_bytes(raw)
    return photo_of(Disk(folder), name, "slug", "田边的水渠")


def first(folder: Path, raw: bytes) -> Image.Image:
    """The smallest size, decoded."""
    return Image.open(io.BytesIO(shown(folder, raw).sizes[0].jpeg))


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((2400, 1600), [(480, 320), (800, 533), (1200, 800)]),
        ((1600, 2400), [(480, 720), (800, 1200)]),
        ((800, 450), [(480, 270), (800, 450)]),
        ((500, 300), [(480, 288), (500, 300)]),
        ((64, 40), [(64, 40)]),
        ((3000, 1), [(480, 1), (800, 1), (1200, 1)]),
    ],
)
def test_a_photo_comes_in_sizes_and_never_grows(
    tmp_path: Path, size: tuple[int, int], sizes: list[tuple[int, int]]
) -> None:
    made = shown(tmp_path, encoded(Image.new("RGB", size, "green")))
    assert [(s.width, s.height) for s in made.sizes] == sizes
    assert [s.file for s in made.sizes] == [f"slug-{width}.jpg" for width, _ in sizes]
    for each in made.sizes:
        assert Image.open(io.BytesIO(each.jpeg)).size == (each.width, each.height)
    assert (made.width, made.height, made.file) == (*sizes[-1], f"slug-{sizes[-1][0]}.jpg")


def test_even_a_photo_of_noise_is_light(tmp_path: Path) -> None:
    noise = Image.frombytes("RGB", (1600, 1000), random.Random(7).randbytes(1600 * 1000 * 3))
    soft = noise.resize((800, 500)).resize((1600, 1000))
    card, middle, large = shown(tmp_path, encoded(soft, "PNG")).sizes
    assert len(card.jpeg) <= 30_000
    assert len(middle.jpeg) <= 90_000
    assert len(large.jpeg) <= 200_000
    (only,) = shown(tmp_path, encoded(soft.resize((470, 300)), "PNG")).sizes
    assert len(only.jpeg) <= 30_000


def test_the_same_photo_gives_the_same_bytes(tmp_path: Path) -> None:
    raw = encoded(Image.linear_gradient("L").resize((900, 700)).convert("RGB"))
    assert shown(tmp_path, raw) == shown(tmp_path, raw)


def test_nothing_but_pixels_comes_along(tmp_path: Path) -> None:
    photo(tmp_path / "a.jpg")
    assert SECRET_IN_EXIF.encode() in (tmp_path / "a.jpg").read_bytes()
    for size in photo_of(Disk(tmp_path), "a.jpg", "slug", "冷库").sizes:
        with Image.open(io.BytesIO(size.jpeg)) as image:
            assert not image.getexif()
            kept = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive"}
            assert set(image.info) <= kept | {"progression"}
        for marker in (b"Exif", b"ICC_PROFILE", b"http://ns.adobe.com", b"CANARY", b"\xff\xfe"):
            assert marker not in size.jpeg


def test_a_photo_stands_upright(tmp_path: Path) -> None:
    """The left half is red; turned by a quarter, the upper half is."""
    image = Image.new("RGB", (400, 200), "blue")
    image.paste("red", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = 6
    upright = first(tmp_path, encoded(image, exif=exif))
    assert upright.width * 2 == pytest.approx(upright.height, abs=2)
    assert is_near(upright.getpixel((upright.width // 2, 20)), (255, 0, 0))
    assert is_near(upright.getpixel((upright.width // 2, upright.height - 20)), (0, 0, 255))


def is_near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=True))


def see_through() -> bytes:
    image = Image.new("RGBA", (80, 80), (255, 0, 0, 0))
    image.paste((255, 0, 0, 255), (0, 0, 80, 20))
    return encoded(image, "PNG")


def palette() -> bytes:
    image = Image.new("P", (80, 80), 1)
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.paste(0, (0, 0, 80, 20))
    return encoded(image, "PNG", transparency=1)


def deep_grey() -> bytes:
    grey, white = struct.pack("<H", 128 * 256), struct.pack("<H", 65535)
    return encoded(Image.frombytes("I;16", (80, 80), grey * 80 * 20 + white * 80 * 60), "PNG")


def inks() -> bytes:
    image = Image.new("CMYK", (80, 80), (0, 0, 0, 0))
    image.paste((0, 255, 255, 0), (0, 0, 80, 20))
    return encoded(image)


@pytest.mark.parametrize(
    ("raw", "top"),
    [
        (see_through(), (255, 0, 0)),
        (palette(), (255, 0, 0)),
        (deep_grey(), (128, 128, 128)),
        (inks(), (255, 0, 0)),
        (encoded(Image.new("LA", (80, 80), (128, 255)), "PNG"), (128, 128, 128)),
        (encoded(Image.new("1", (80, 80), 1), "PNG"), (255, 255, 255)),
        (encoded(Image.new("RGB", (80, 80), "red"), "WEBP", lossless=True), (255, 0, 0)),
    ],
    ids=["see-through", "palette", "deep grey", "inks", "grey and alpha", "black-white", "webp"],
)
def test_every_kind_of_picture_has_its_colours_on_white(
    tmp_path: Path, raw: bytes, top: tuple[int, int, int]
) -> None:
    image = first(tmp_path, raw)
    assert image.mode == "RGB"
    assert is_near(image.getpixel((40, 8)), top)
    if raw in (see_through(), palette(), deep_grey(), inks()):
        assert is_near(image.getpixel((40, 60)), (255, 255, 255))


def test_a_colour_profile_is_carried_out_and_a_broken_one_ignored(tmp_path: Path) -> None:
    image = Image.new("RGB", (80, 80), (200, 60, 60))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (srgb, b"no profile"):
        made = first(tmp_path, encoded(image, icc_profile=profile))
        assert is_near(made.getpixel((40, 40)), (200, 60, 60))


def test_a_phone_photo_of_two_views_is_the_first(tmp_path: Path) -> None:
    red, blue = (Image.new("RGB", (80, 80), colour) for colour in ("red", "blue"))
    raw = encoded(red, "MPO", save_all=True, append_images=[blue])
    assert is_near(first(tmp_path, raw).getpixel((40, 40)), (255, 0, 0))


def huge() -> bytes:
    """A PNG whose head claims 20,000 by 20,000 pixels."""
    raw = bytearray(encoded(Image.new("1", (8, 8)), "PNG"))
    raw[16:24] = struct.pack(">II", 20_000, 20_000)
    raw[29:33] = struct.pack(">I", zlib.crc32(raw[12:29]))
    return bytes(raw)


def moving(form: str) -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    return encoded(frames[0], form, save_all=True, append_images=frames[1:])


WHOLE = {
    "JPEG": encoded(Image.effect_mandelbrot((300, 200), (-2, -1, 1, 1), 50)),
    "PNG": encoded(Image.effect_mandelbrot((300, 200), (-2, -1, 1, 1), 50), "PNG"),
    "WEBP": encoded(Image.effect_mandelbrot((300, 200), (-2, -1, 1, 1), 50).convert("RGB"), "WEBP"),
}
BAD = {
    "text": (b"<svg/>", "不是能识别的照片"),
    "nothing": (b"", "不是能识别的照片"),
    "gif": (encoded(Image.new("RGB", (9, 9)), "GIF"), "不是能识别的照片"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64), "HEIC"),
    "huge": (huge(), "像素过大"),
    "moving webp": (moving("WEBP"), "会动的图"),
    "moving png": (moving("PNG"), "会动的图"),
    **{f"half a {form}": (raw[: len(raw) // 2], "不完整") for form, raw in WHOLE.items()},
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_shown_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    raw, phrase = BAD[name]
    fault = photo_fault(raw)
    assert fault
    assert phrase in fault.message
    with pytest.raises(PhotoError, match=phrase):
        shown(tmp_path, raw)


@pytest.mark.parametrize("form", WHOLE)
def test_whole_photos_pass(form: str) -> None:
    assert photo_fault(WHOLE[form]) is None


def test_a_missing_photo_and_a_folder_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match="找不到这张照片"):
        photo_of(Disk(tmp_path), "gone.jpg", "slug", "冷库")
    (tmp_path / "folder.jpg").mkdir()
    with pytest.raises(PhotoError, match="不是普通文件"):
        photo_of(Disk(tmp_path), "folder.jpg", "slug", "冷库")


def test_the_check_says_so_before_anything_is_published(tmp_path: Path, root: Path) -> None:
    tree = planted(tmp_path, root)
    file = f"{FOLDER}/{PROFILE['photo']['file']}"  # type: ignore[index]
    assert faults(tree) == []
    (tree / file).write_bytes(WHOLE["JPEG"][:3000])
    assert faults(tree) == [(file, "file_is_readable", "block")]
    (tree / file).write_bytes(bytes(21 * 1024 * 1024))
    assert faults(tree) == [(file, "file_is_readable", "block")]


@pytest.mark.parametrize("name", ["IMG_0001.JPG", "a.heic", "冷库.jpg", "a.gif", "A.png"])
def test_a_photo_of_another_name_is_told_how_to_be_named(
    tmp_path: Path, root: Path, name: str
) -> None:
    tree = planted(tmp_path, root)
    (tree / FOLDER / name).write_bytes(WHOLE["JPEG"])
    report = check(tree, whole_tree(tree), AS_OF, progress=lambda *_: None)
    (found,) = (f for f in report.findings if f.path == f"{FOLDER}/{name}")
    assert (found.rule, found.severity) == ("file_is_readable", "block")
    assert "照片的文件名只用小写字母" in found.message


def faults(tree: Path) -> list[tuple[str, str, str]]:
    report = check(tree, whole_tree(tree), AS_OF, progress=lambda *_: None)
    return [(f.path, f.rule, f.severity) for f in report.findings if f.path.startswith(FOLDER)]
