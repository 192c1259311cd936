"""Telegram accounts and groups: who there is, and whether they let the bot write."""

from bot.demo.telegram.core import Core
from bot.demo.telegram.shapes import Json
from bot.demo.telegram.world import Group, Person


class CannotDoThat(Exception):  # noqa: N818 - the app on the person's phone wouldn't let them
    """Telegram's app offers no such thing to this person now."""


class Accounts(Core):
    """Making people and groups; blocking and leaving."""

    def add_person(
        self,
        first_name: str = "Ana",
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "en",
    ) -> Person:
        """Open a Telegram account that hasn't met the bot yet."""
        new_id = self.world.next_person_id()
        return self.world.keep_person(
            Person(new_id, first_name, last_name, username, language_code)
        )

    def people(self) -> list[Person]:
        """List everyone, in the order they came."""
        return list(self.world.people.values())

    def person(self, person_id: int) -> Person:
        """Look someone up as they are now; KeyError if there is no such person."""
        return self.world.people[person_id]

    def add_group(self, title: str, member_ids: list[int]) -> Group:
        """Make a group of these people, to which the first of them adds the bot."""
        group = Group(self.world.next_group_id(), title, tuple(member_ids))
        with self.journal:
            self.world.keep_group(group)
            self._membership(group, self.world.people[member_ids[0]], "left", "member")
        return group

    async def block(self, person_id: int) -> None:
        """Stop and block the bot."""
        await self._set_blocked(person_id, blocked=True)

    async def unblock(self, person_id: int) -> None:
        """Let the bot write again."""
        await self._set_blocked(person_id, blocked=False)

    async def deactivate(self, person_id: int) -> None:
        """Delete the account; the bot is told only when it writes."""
        self.world.change_person(person_id, deactivated=True)

    def active(self, person_id: int) -> Person:
        """Look up somebody who can act on the bot now; raises CannotDoThat."""
        person = self.world.people[person_id]
        if person.blocked or person.deactivated:
            raise CannotDoThat("blocked the bot, or has no account any more")
        return person

    async def _set_blocked(self, person_id: int, *, blocked: bool) -> None:
        person = self.world.people[person_id]
        if person.blocked == blocked:
            return
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        with self.journal:
            person = self.world.change_person(person_id, blocked=blocked)
            self._membership(person, person, before, after)

    def _membership(self, chat: Person | Group, person: Person, before: str, after: str) -> None:
        """Tell the bot that its standing in a chat changed."""

        def member(status: str) -> Json:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"user": self.bot, "status": status} | until

        happened: Json = {
            "chat": chat.as_chat(),
            "from": person.as_user(),
            "date": self.now(),
            "old_chat_member": member(before),
            "new_chat_member": member(after),
        }
        self.updates.add("my_chat_member", happened)
