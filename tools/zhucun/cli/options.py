"""Arguments and options that several commands have."""

from __future__ import annotations

import os
from typing import Final

import click

from zhucun.check.report import FORMATS

_MOST_JOBS: Final = 64
# Counties are independent, so as many at once as there are processors.
_PROCESSORS: Final = min(os.cpu_count() or 1, _MOST_JOBS)

# -- a change --------------------------------------------------------------------------------

BASE = click.argument("base", metavar="基准")
HEAD = click.argument("head", metavar="[改动]", default="HEAD")
REPO = click.option(
    "--repo", metavar="目录", default=".", help="git 记录库（裸库也可以）；默认当前目录。"
)
AS_OF_CHANGE = click.option(
    "--as-of", metavar="日期", help="判断到哪一天；默认是两个提交中较晚的日期。"
)

# -- a report --------------------------------------------------------------------------------

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    metavar="格式",
    help="输出格式：text、json、github 或 markdown。",
)
FULL = click.option(
    "--full", is_flag=True, help="输出到文件或日志时也写出全部细节；终端里总是全部。"
)

# -- the work --------------------------------------------------------------------------------

JOBS = click.option(
    "--jobs",
    type=click.IntRange(1, _MOST_JOBS),
    default=_PROCESSORS,
    metavar="个数",
    help="同时处理几个县；默认与处理器个数相同。",
)
