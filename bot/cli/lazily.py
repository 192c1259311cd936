"""The commands by name, each read when it is asked for: who serves holds none of the others."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

COMMANDS: Final = {
    "run": ["serve"],
    "demo": ["demo"],
    "check": ["check"],
    "rehearse": ["rehearse"],
    "assess": ["assess"],
    "occurrences": ["occurrences"],
    "retention": ["retention"],
    "export": ["export"],
    "stats": ["stats"],
    "backup": ["backup"],
    "restore": ["restore"],
    "move": ["move"],
    "migrate": ["care"],
    "doctor": ["care"],
    "plan": ["plan"],
    "safety": ["safety", "training", "resources"],
    "counselor": ["counselor"],
    "rota": ["rota"],
    "operator": ["operator"],
    "directory": ["directory"],
    "keys": ["keys"],
}
"""In the order of the help: the module of `bot.cli` that has it, and those that add to it."""


class Lazily(TyperGroup):
    """A group that reads a command when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - as Typer has it
        """Give the names, in the order of the help."""
        return [*COMMANDS, *self.commands.keys() - COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - as Typer has it
        """Give a command, or None if there is none; then all are read, to find one like it."""
        for name in [cmd_name] if cmd_name in COMMANDS else COMMANDS:
            if name not in self.commands:
                self.add_command(_read(name), name)
        return super().get_command(ctx, cmd_name)


def _read(name: str) -> Any:  # noqa: ANN401 - as above
    module, *_ = [import_module(f"bot.cli.{each}") for each in COMMANDS[name]]
    found = getattr(module, name)
    if isinstance(found, typer.Typer):
        group = get_group(found)
        group.name = name
        return group
    alone = typer.Typer(add_completion=False)
    alone.command()(found)
    return get_command(alone)
