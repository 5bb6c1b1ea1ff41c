"""Photos for the site: decoded and encoded anew in several sizes, without any metadata."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image, ImageCms, ImageOps

from zhucun.publish.model import Photo, PhotoSize
from zhucun.read.files import Files
from zhucun.read.photos import CUT_SHORT, PHOTO_BYTES, opened, photo_fault

LONGEST_SIDE = 1200  # pixels; wide enough for a reading column on a sharp screen
#: Widths in pixels, each with the bytes that a photo up to it may have. Cards show the first.
WIDTHS: Final = ((480, 30_000), (800, 90_000), (LONGEST_SIDE, 200_000))
_QUALITIES: Final = (82, 74, 66, 58, 50, 42, 34, 26)


class PhotoError(Exception):
    """A photo that can't be shown; the message is a Chinese sentence."""


def photo_of(files: Files, path: str, name: str, alt: str) -> Photo:
    """The photo at `path` turned upright, in its sizes as `name`-WIDTH.jpg, the smallest first.

    It is scaled down, never up. PhotoError when the file is missing or can't be shown.
    """
    shown = path.rpartition("/")[2]
    raw, unread = files.read(path, PHOTO_BYTES)
    fault = photo_fault(raw, unread)
    if fault is not None:
        raise PhotoError(_refusal(shown, fault.code, fault.message))
    try:
        with opened(raw) as picture:
            picture.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
            upright = _plain(ImageOps.exif_transpose(picture))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise PhotoError(f"{shown}：{CUT_SHORT}。") from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    widths = (*(width for width, _ in WIDTHS if width < upright.width), upright.width)
    return Photo(alt, tuple(_size(upright, name, width) for width in widths))


def _plain(picture: Image.Image) -> Image.Image:
    """The picture as eight bits of sRGB on white, whatever it was: grey, CMYK, see-through, deep.

    A fresh image holds pixels and nothing else: no EXIF, GPS, comments, profiles, thumbnails.
    """
    if picture.mode.startswith("I;16"):
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        picture = Image.alpha_composite(white, seen)
    clean = Image.new("RGB", picture.size)
    clean.paste(_in_srgb(picture))
    return clean


def _in_srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(
                picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            return made or picture.convert("RGB")
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile: the colours are taken as they are
    return picture.convert("RGB")


def _size(upright: Image.Image, name: str, width: int) -> PhotoSize:
    """One size, in the best quality that keeps within its bytes, or else the least."""
    most = next(most for reach, most in WIDTHS if width <= reach)
    height = max(1, round(upright.height * width / upright.width))
    scaled = upright
    if width != upright.width:
        scaled = upright.resize((width, height), Image.Resampling.LANCZOS)
    encoded = b""
    for quality in _QUALITIES:
        encoded = _jpeg(scaled, quality)
        if len(encoded) <= most:
            break
    return PhotoSize(f"{name}-{width}.jpg", scaled.width, scaled.height, encoded)


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    encoded = io.BytesIO()
    picture.save(encoded, "JPEG", quality=quality, optimize=True, progressive=True)
    return encoded.getvalue()


def _refusal(shown: str, code: str, message: str) -> str:
    if code == "unreadable":
        return f"{shown}：找不到这张照片，请放到同一个 profiles 文件夹里。"
    if code in ("photo", "too_big"):
        return f"{shown}：{message}"
    return f"{shown}：这不是普通文件（可能是链接或文件夹），请换成照片本身。"
