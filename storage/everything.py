"""Everything sealed: each kind of row of the store that holds something only a key opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from storage.briefs import BRIEFS
from storage.cares import CARES
from storage.clients import CLIENTS
from storage.conversations import CONVERSATIONS
from storage.counselors import COUNSELORS
from storage.drafts import DRAFTS
from storage.episodes import ENTRIES, EPISODES
from storage.inbox import UPDATES
from storage.invites import INVITED
from storage.looks import LOOKS
from storage.messages import MESSAGES
from storage.operators import OPERATORS
from storage.owns import OWNS
from storage.plans import PLANS
from storage.scripts import SCRIPTS
from storage.words import RATINGS, WORDS

if TYPE_CHECKING:
    from storage.sealed import Sealed

EVERYTHING: Final[tuple[Sealed[Any], ...]] = (
    CLIENTS,
    CARES,
    CONVERSATIONS,
    WORDS,
    RATINGS,
    PLANS,
    BRIEFS,
    EPISODES,
    ENTRIES,
    LOOKS,
    COUNSELORS,
    OPERATORS,
    INVITED,
    DRAFTS,
    OWNS,
    SCRIPTS,
    UPDATES,
    MESSAGES,
)
