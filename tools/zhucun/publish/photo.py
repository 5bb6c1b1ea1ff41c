"""Photos for the site: decoded and encoded anew, so that no metadata comes along."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from zhucun.publish.model import Photo
from zhucun.read.files import Files

LONGEST_SIDE = 1200  # pixels; wide enough for a reading column on a sharp screen
MOST_PIXELS = 50_000_000  # a picture above this is a decompression bomb, not a photo
PHOTO_BYTES = 20 * 1024 * 1024
_QUALITY = 82


class PhotoError(Exception):
    """A photo that can't be shown; the message is a Chinese sentence."""


def photo_of(files: Files, path: str, name: str, alt: str) -> Photo:
    """The photo at `path` turned upright, scaled down and re-encoded as `name`.jpg.

    PhotoError when the file is missing, isn't a picture, or is far too large.
    """
    shown = path.rpartition("/")[2]
    raw, fault = files.read(path, PHOTO_BYTES)
    if fault is not None:
        raise PhotoError(_refusal(shown, fault.code))
    try:
        with Image.open(io.BytesIO(raw)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PhotoError(f"{shown}：照片像素过大，请缩小到 5000 万像素以内。")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        raise PhotoError(f"{shown}：这不是能识别的照片，请换成 jpg、png 或 webp。") from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # A fresh image holds pixels and nothing else: no EXIF, GPS, comments, profiles, thumbnails.
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    encoded = io.BytesIO()
    clean.save(encoded, "JPEG", quality=_QUALITY, optimize=True)
    return Photo(f"{name}.jpg", alt, clean.width, clean.height, encoded.getvalue())


def _refusal(shown: str, code: str) -> str:
    if code == "too_big":
        return f"{shown}：照片超过 {PHOTO_BYTES // 1024 // 1024} MiB，请缩小后再放。"
    if code == "unreadable":
        return f"{shown}：找不到这张照片，请放到同一个 profiles 文件夹里。"
    return f"{shown}：这不是普通文件（可能是链接或文件夹），请换成照片本身。"
