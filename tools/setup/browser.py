"""Make sure the tests have a Chromium and a font with Chinese glyphs; install them if allowed.

Prints nothing when both are there (with `path`: where Chromium is). Exits 1 and says what to type
when they can't be had.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import debian

# In order of preference. Ubuntu's `chromium` is a snap, so a Google Chrome will do as well.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONT_PACKAGE = "fonts-noto-cjk"


def executable() -> str | None:
    """Name or path of the Chromium that the tests drive."""
    named = os.environ.get("ZHUCUN_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((name for name in BROWSERS if shutil.which(name)), None)


def missing() -> list[str]:
    """The Debian packages that this machine still lacks."""
    packages = []
    if executable() is None:
        packages.append("chromium")
    if not _has_chinese_font():
        packages.append(FONT_PACKAGE)
    return packages


def main(arguments: list[str]) -> int:
    """Install what is missing, or say how; the exit code of the process."""
    code = debian.ensured(
        missing,
        "测试需要 Chromium 浏览器和中文字体",
        "自行安装 Chromium 或 Chrome（可用环境变量 ZHUCUN_CHROMIUM 指明其路径）和一种中文字体",
    )
    if code == 0 and arguments == ["path"]:
        print(shutil.which(executable() or ""))
    return code


def _has_chinese_font() -> bool:
    if shutil.which("fc-list") is None:
        return False
    listing = subprocess.run(
        ["fc-list", ":lang=zh-cn", "family"], check=False, capture_output=True, text=True
    )
    return bool(listing.stdout.strip())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
