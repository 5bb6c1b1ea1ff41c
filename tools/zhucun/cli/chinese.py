"""In Chinese: help pages, usage errors, and why the system refused something."""

from __future__ import annotations

import errno
from typing import Final

import click

_WHY: Final = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这里只能读",
    errno.ENOENT: "没有这个文件夹",
    errno.ENOTDIR: "路径中间是一个文件",
    errno.EEXIST: "那里有一个同名的文件",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘限额用完了",
    errno.ENAMETOOLONG: "名字太长",
    errno.EADDRINUSE: "已被别的程序占用",
}


def why(refused: OSError) -> str:
    """Why the system refused a file or a port, in words."""
    return _WHY.get(refused.errno or 0, "系统不允许")


def sentence_of(error: click.ClickException) -> str:
    """A usage error as a Chinese sentence with the next step."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "zhucun"
    hint = f"用法见 {command} --help。"
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return error.message
        case click.BadOptionUsage():
            return f"{error.option_name} 后面缺少内容，或用法不对。{hint}"
        case click.NoSuchOption():
            near = f"是不是 {'、'.join(error.possibilities)}?" if error.possibilities else ""
            return f"没有 {error.option_name} 这个选项。{near}{hint}"
        case click.MissingParameter():
            return f"缺少 {_name(error)}。{hint}"
        case click.BadParameter():
            return f"{_name(error)} 的值不对：{_reason(error)}{hint}"
        case click.UsageError():
            return f"{_usage(error.message)}{hint}"
        case _:
            return error.format_message()


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return (error.param.metavar or error.param.name or "参数") if error.param else "参数"


def _reason(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return f"只能是 {'、'.join(map(str, kind.choices))}。"
    if isinstance(kind, click.IntRange):
        return f"应是 {kind.min} 到 {kind.max} 的整数。"
    if isinstance(kind, type(click.INT)):
        return "应是整数。"
    return "写法不对。"


def _usage(message: str) -> str:
    if message.startswith("No such command"):
        return f"没有 {message.split(chr(39))[1]} 这个命令。"
    if message.startswith(("Got unexpected extra argument", "Missing command")):
        return "命令写多了或写少了。"
    return f"命令写法不对（{message}）。" if message.isascii() else message


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix="用法：")

    def write_heading(self, heading: str) -> None:
        words = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}
        super().write_heading(words.get(heading, heading))


class Context(click.Context):
    """A context whose help pages carry Chinese headings."""

    formatter_class = _Formatter


class Group(click.Group):
    """A group whose help, and whose commands' help, is Chinese."""

    context_class = Context

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Adds a command, with Chinese help."""
        cmd.context_class = Context
        cmd.options_metavar = "[选项]"
        cmd.add_help_option = False
        click.help_option("-h", "--help", help="显示本说明。")(cmd)
        super().add_command(cmd, name)
