"""What an entry's words are looked up in: partners, kinds, channels, files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated
from zoneinfo import ZoneInfo

from brandbot.errors import Message
from brandbot.sources.files import Assets
from brandbot.sources.mistakes import Wrong, alike, nearest, short, unknown
from brandbot.sources.scalars import LookedUp

# Words for networks in a table; brandbot may have no account there.
_NETWORKS = {"fb": "facebook", "ig": "instagram", "wa": "whatsapp"}


@dataclass(frozen=True, slots=True)
class School:
    """What an entry's words are looked up in."""

    partners: Mapping[str, str]  # every name, as names are compared → id
    kinds: Mapping[str, str]  # every word for a kind → kind
    channels: Collection[str]
    assets: Assets
    zone: ZoneInfo

    def partner(self, word: str) -> str:
        """The id of a partner who is called so. Raises Wrong."""
        if alike(word) not in self.partners:
            raise Wrong(self._no_partner(word))
        return self.partners[alike(word)]

    def _no_partner(self, word: str) -> Message:
        if near := nearest(word, self.partners):
            return Message(
                "'{value}' is not in partners.yaml; did you mean '{near}'?", value=short(word), near=self.partners[near]
            )
        return Message("'{value}' is not in partners.yaml; add it there or mend the name", value=short(word))

    def kind(self, word: str) -> str:
        """The kind that has this name; one without a template stays as typed."""
        return self.kinds.get(alike(word).replace(" ", "_"), word)

    def any_channel(self, word: str) -> str:
        """A channel of the config, or a network that a person serves by hand. Raises Wrong."""
        name = word if word in self.channels else _NETWORKS.get(alike(word), alike(word))
        if name not in self.channels and name not in _NETWORKS.values():
            raise Wrong(unknown(word, self.channels))
        return name

    def own_channel(self, word: str) -> str:
        """A channel of the config. Raises Wrong."""
        name = self.any_channel(word)
        if name not in self.channels:
            raise Wrong(unknown(word, self.channels))
        return name

    def file(self, name: str) -> str:
        """A photo below the assets folder. Raises Wrong."""
        return self.assets.file(name)


PartnerName = Annotated[str, LookedUp(School.partner)]
KindName = Annotated[str, LookedUp(School.kind)]
OwnChannel = Annotated[str, LookedUp(School.own_channel)]
AnyChannel = Annotated[str, LookedUp(School.any_channel)]
