"""One target under atheris, in a process of its own: `python -m tests.fuzz.drive NAME [flags]`.

The flags are libFuzzer's. Of all that is brought in, our own rooms are watched for coverage.
"""

from __future__ import annotations

import sys

import atheris


def main() -> None:
    """Fuzz until the flags say that it is enough; a finding ends it with a code that is not 0."""
    name = sys.argv.pop(1)
    with atheris.instrument_imports(include=["bot", "handlers", "tests.fuzz", "tomllib"]):
        from tests.fuzz.every import target  # noqa: PLC0415 - what is brought in here is watched

        fuzzed = target(name)
    for seed in fuzzed.seeds():
        fuzzed(seed)
    atheris.Setup([*sys.argv, f"-max_len={fuzzed.longest}"], fuzzed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
