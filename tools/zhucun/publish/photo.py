"""Photos for the site: decoded and encoded anew, so that no metadata comes along."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from zhucun.publish.model import Photo

LONGEST_SIDE = 1200  # pixels; wide enough for a reading column on a sharp screen
MOST_PIXELS = 50_000_000  # a picture above this is a decompression bomb, not a photo
_QUALITY = 82


class PhotoError(Exception):
    """A photo that can't be shown; the message is a Chinese sentence."""


def photo_of(path: Path, name: str, alt: str) -> Photo:
    """The photo at `path` turned upright, scaled down and re-encoded as `name`.jpg.

    PhotoError when the file is missing, isn't a picture, or is far too large.
    """
    try:
        with Image.open(path) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PhotoError(f"{path.name}：照片像素过大，请缩小到 5000 万像素以内。")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except FileNotFoundError:
        raise PhotoError(f"{path.name}：找不到这张照片，请放到同一个 profiles 文件夹里。") from None
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        raise PhotoError(f"{path.name}：这不是能识别的照片，请换成 jpg、png 或 webp。") from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # A fresh image holds pixels and nothing else: no EXIF, GPS, comments, profiles, thumbnails.
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    encoded = io.BytesIO()
    clean.save(encoded, "JPEG", quality=_QUALITY, optimize=True)
    return Photo(f"{name}.jpg", alt, clean.width, clean.height, encoded.getvalue())
