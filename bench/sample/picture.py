"""Illustrations for the column: flat landscapes drawn by arithmetic, without people or places."""

import math
import struct
import zlib
from dataclasses import dataclass

WIDTH, HEIGHT = 960, 540


@dataclass(frozen=True, slots=True)
class Scene:
    """Colours from far to near, as (red, green, blue), and where the sun stands (0-1)."""

    sky: tuple[tuple[int, int, int], tuple[int, int, int]]
    sun: tuple[int, int, int]
    hills: tuple[tuple[int, int, int], ...]
    field: tuple[tuple[int, int, int], tuple[int, int, int]]
    sun_at: tuple[float, float]
    phase: float


SPRING = Scene(
    sky=((196, 222, 240), (240, 246, 238)),
    sun=(255, 236, 190),
    hills=((168, 196, 190), (128, 170, 146), (92, 142, 108)),
    field=((148, 186, 96), (120, 164, 80)),
    sun_at=(0.76, 0.22),
    phase=0.4,
)
AUTUMN = Scene(
    sky=((250, 222, 186), (253, 242, 222)),
    sun=(244, 170, 96),
    hills=((214, 186, 158), (186, 146, 108), (150, 112, 76)),
    field=((224, 186, 92), (206, 162, 70)),
    sun_at=(0.26, 0.26),
    phase=2.1,
)
_SKY_BANDS = 24


def landscape(scene: Scene) -> bytes:
    """A PNG of 960 by 540 pixels in a palette of few colours."""
    palette = [_between(*scene.sky, n / (_SKY_BANDS - 1)) for n in range(_SKY_BANDS)]
    sun = len(palette)
    hills = sun + 1
    field = hills + len(scene.hills)
    palette += [scene.sun, *scene.hills, *scene.field]
    tops = [_ridge(scene.phase, n) for n in range(len(scene.hills))]
    rows = []
    for y in range(HEIGHT):
        row = bytearray(WIDTH)
        for x in range(WIDTH):
            row[x] = _pixel(x, y, scene, tops, sun, hills, field)
        rows.append(bytes(row))
    return _png(rows, palette)


def _between(
    a: tuple[int, int, int], b: tuple[int, int, int], share: float
) -> tuple[int, int, int]:
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue


def _ridge(phase: float, n: int) -> list[int]:
    """The height of a range of hills at each column; nearer ranges are lower and rounder."""
    base = HEIGHT * (0.44 + 0.12 * n)
    return [
        round(
            base
            - 46 * math.sin(x / (150 + 60 * n) + phase + n)
            - 18 * math.sin(x / (57 + 20 * n) + phase * 2 + 3 * n)
        )
        for x in range(WIDTH)
    ]


def _pixel(
    x: int, y: int, scene: Scene, tops: list[list[int]], sun: int, hills: int, field: int
) -> int:
    if y > HEIGHT * 0.78 + 12 * math.sin(x / 300 + scene.phase):
        # Furrows that run towards one point on the horizon.
        slope = (x - WIDTH * 0.5) / (y - HEIGHT * 0.6)
        return field + math.floor(slope * 3) % 2
    for n in reversed(range(len(tops))):
        if y > tops[n][x]:
            return hills + n
    away = math.hypot(x - WIDTH * scene.sun_at[0], y - HEIGHT * scene.sun_at[1])
    if away < 46:
        return sun
    return min(_SKY_BANDS - 1, int(y / (HEIGHT * 0.6) * _SKY_BANDS))


def _png(rows: list[bytes], palette: list[tuple[int, int, int]]) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    colours = b"".join(bytes(colour) for colour in palette)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"PLTE", colours)
        + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
    )
