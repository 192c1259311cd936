"""A store in memory, shipped: for tests, rehearsals and whoever wants to see the ports at work.

It keeps what the real stores promise: units of work one after another, rollback on any exception,
a client behind every row of theirs. Nothing outlives the process.
"""

from storage.memory.store import MemoryStore

__all__ = ["MemoryStore"]
