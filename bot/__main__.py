"""The command line: `python -m bot …`."""

from __future__ import annotations

import typer

from bot.cli import care, content, serve

cli = typer.Typer(
    name="stillwater",
    help="A Telegram bot for the days between counselling sessions.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
for command in (
    serve.run,
    serve.demo,
    content.check,
    content.rehearse,
    care.migrate,
    care.doctor,
):
    cli.command()(command)
cli.add_typer(care.keys, name="keys", help="The master key.")


def main() -> None:
    """Run the command line."""
    cli()


if __name__ == "__main__":
    main()
