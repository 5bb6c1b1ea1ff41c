"""The `zhucun` command: its subcommands, and every error as a Chinese sentence."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

import click

from zhucun.cli.chinese import Group, sentence_of

FAULT = 2

# Where each command stands. Loaded when asked for: pandas alone takes longer than a check.
PLACES = {
    "check": "zhucun.cli.check:command",
    "assess": "zhucun.cli.assess:command",
    "bulletin": "zhucun.cli.bulletin:command",
    "codeowners": "zhucun.cli.codeowners:command",
    "coverage": "zhucun.cli.coverage:command",
    "due": "zhucun.cli.due:command",
    "explain": "zhucun.cli.explain:command",
    "fingerprint": "zhucun.cli.fingerprint:command",
    "receive": "zhucun.cli.receive:command",
    "gate": "zhucun.cli.gate:command",
    "preview": "zhucun.cli.preview:command",
    "build": "zhucun.cli.build:build",
    "serve": "zhucun.cli.build:serve",
    "verify": "zhucun.cli.verify:command",
}


class Commands(Group):
    """The subcommands of PLACES."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, for the help page."""
        return sorted(PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name in PLACES and cmd_name not in self.commands:
            module, _, name = PLACES[cmd_name].partition(":")
            self.add_command(getattr(import_module(module), name))
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=Commands,
    name="zhucun",
    context_settings={"max_content_width": 100},
    add_help_option=False,
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
)
@click.help_option("-h", "--help", help="显示本说明。")
def cli() -> None:
    """驻村：驻村干部的记录、检查、考核和公开网站。"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line. Exit codes: 0 nothing blocks, 1 something blocks, 2 usage or fault.

    No traceback reaches a user; ZHUCUN_TRACEBACK=1 shows it to whoever mends the tool.
    """
    try:
        cli.main(args=arguments, prog_name="zhucun", standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        click.echo("已中断，没有改动任何文件。", err=True)
        sys.exit(FAULT)
    except click.ClickException as refused:
        click.echo(sentence_of(refused), err=True)
        sys.exit(FAULT)
    except Exception as fault:  # the last line of defence: a sentence, never a traceback
        if os.environ.get("ZHUCUN_TRACEBACK"):
            traceback.print_exc()
        click.echo(
            f"程序自身出错了（{type(fault).__name__}）：{fault}\n"
            "记录没有改动。请把这条命令和上面一行报给维护人员；"
            "设 ZHUCUN_TRACEBACK=1 再运行一次可以看到详情。",
            err=True,
        )
        sys.exit(FAULT)
