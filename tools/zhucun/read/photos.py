"""Pictures of articles: whether a file is a photo that a site can show, told from its frame alone.

Nothing is decoded: a county may have thousands of photos, and a check looks at all of them.
"""

from __future__ import annotations

import io
import re
import warnings

from PIL import Image, UnidentifiedImageError

from zhucun.read.strict import Fault

PHOTO_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 50_000_000  # a picture above this is a decompression bomb, not a photo
FORMATS = ("JPEG", "PNG", "WEBP")
#: What many phones write into a .jpg: the photo first, then a smaller or second view of it.
_SEVERAL_VIEWS = "MPO"

NO_PHOTO = "这不是能识别的照片，请换成 jpg、png 或 webp"
CUT_SHORT = "照片不完整，可能没有传完；请重新放一次"
_HEIC = "这是 HEIC 格式的照片（苹果手机的默认格式），很多浏览器打不开；请另存为 jpg 再放"
_MOVING = "这是会动的图，请换成一张静止的照片"
_TOO_LARGE = f"照片像素过大，请缩小到 {MOST_PIXELS // 10_000} 万像素以内"
_TOO_LONG = f"照片超过 {PHOTO_BYTES // 1024 // 1024} MiB，请缩小后再放"


#: A picture beside an article whose name is none of a photo's: IMG_0001.JPG, a.heic, 冷库.jpg.
_PICTURE = re.compile(
    r".*/profiles/[^/]*\.(?:jpe?g|png|webp|heic|heif|gif|bmp|tiff?)", re.IGNORECASE
)
MISNAMED = (
    "照片的文件名只用小写字母、数字和连字符，扩展名是 jpg、jpeg、png 或 webp（小写）；"
    "请改名，HEIC 等格式请另存为 jpg。"
)


def is_misnamed(path: str) -> bool:
    """Whether a file where no record belongs looks like an article's photo under a wrong name."""
    return _PICTURE.fullmatch(path) is not None


def photo_fault(raw: bytes, unread: Fault | None = None) -> Fault | None:
    """Why a photo can't be shown, given its bytes or why they couldn't be had; None if it can."""
    if unread is not None:
        return Fault(unread.code, _TOO_LONG, 1, 1) if unread.code == "too_big" else unread
    message = _flaw(raw)
    return Fault("photo", f"{message}。", 1, 1) if message else None


def opened(raw: bytes) -> Image.Image:
    """A picture whose pixels are still to be decoded; OSError for what is none of the formats."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(io.BytesIO(raw), formats=FORMATS)


def _flaw(raw: bytes) -> str:
    if raw[:4] == b"RIFF" and len(raw) < int.from_bytes(raw[4:8], "little") + 8:
        return CUT_SHORT  # a WebP says at its head how long it is
    try:
        with opened(raw) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return _TOO_LARGE
            if picture.format != _SEVERAL_VIEWS and getattr(picture, "is_animated", False):
                return _MOVING
            if not _is_whole(raw, picture):
                return CUT_SHORT
    except Image.DecompressionBombError:
        return _TOO_LARGE
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return _HEIC if raw[4:12] in _HEIC_MARKS else NO_PHOTO
    return ""


_HEIC_MARKS = tuple(b"ftyp" + brand for brand in (b"heic", b"heix", b"heim", b"mif1", b"msf1"))


def _is_whole(raw: bytes, picture: Image.Image) -> bool:
    """Whether the file goes on to its end: a JPEG's last scan is closed, a PNG's parts add up."""
    if picture.format == "WEBP":
        return True
    if picture.format == "PNG":
        try:
            picture.verify()
        except (OSError, SyntaxError, ValueError):
            return False
        return b"IEND" in raw
    return raw.rfind(b"\xff\xd9") > raw.rfind(b"\xff\xda")
