"""Where the experiments are made: a test Page, pictures, patience, and a list of what must be cleared away."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from brandbot.drawing import plain
from brandbot.errors import Message, PlatformError
from brandbot.model import Channel, Rendition
from brandbot.platforms.answers import Json, new_id
from brandbot.platforms.base import Stale
from brandbot.platforms.graph import Graph, TokenPlace
from brandbot.platforms.hosting import Hosting

TEXT = "Uji coba brandbot {number}: unggahan ini segera dihapus lagi."
STEP = 5  # seconds between two looks
LOOKS = 24  # of which so many are made


@dataclass
class Lab:
    """The test Page and what was made on it. `ask` puts a question to a person: True, False, or None for a skip."""

    page: Channel
    instagram: Channel | None
    ways: Callable[[TokenPlace], Graph]
    folder: Path
    now: dt.datetime
    pause: Callable[[float], None]
    ask: Callable[[Message], bool | None]
    own_folder: Hosting | None = None
    made: list[str] = field(default_factory=list)
    _numbers: int = 0

    def __post_init__(self) -> None:
        self.speak(TokenPlace.HEADER)

    def speak(self, place: TokenPlace) -> None:
        """Carry the token there from now on."""
        self.place, self.graph = place, self.ways(place)

    def text(self) -> str:
        """A text that no other post has: Meta looks for repeated ones."""
        self._numbers += 1
        return TEXT.format(number=f"{self.now:%Y%m%d%H%M%S}-{self._numbers}")

    def picture(self, width: int = 1080, height: int = 1080) -> Rendition:
        """A plain picture, each of another shade."""
        self._numbers += 1
        jpeg = plain(width, height, f"#2f6f{self._numbers % 256:02x}")
        path = self.folder / f"probe-{self._numbers}.jpg"
        path.write_bytes(jpeg)
        return Rendition(path, width, height, hashlib.sha256(jpeg).hexdigest())

    def photo(self, *, temporary: bool | None = None) -> str:
        """An unpublished photo of the Page."""
        jpeg = self.picture().path.read_bytes()
        album = f"{self.page.account_id}/photos"
        return self.keep(new_id(self.graph.put_photo(jpeg, album, published=False, temporary=temporary)))

    def draft(self, photo: str, **more: object) -> str:
        """An unpublished post with this photo."""
        values: dict[str, object] = {"message": self.text(), "published": False} | more
        media = [{"media_fbid": photo}]
        answer = self.graph.put_object(self.page.account_id, "feed", attached_media=media, **values)
        return self.keep(new_id(answer))

    def keep(self, made: str) -> str:
        """Remember something that has to be cleared away."""
        if made not in self.made:
            self.made.append(made)
        return made

    def wait_for(self, seen: Callable[[], object]) -> int | None:
        """Look until it is seen; after how many seconds, or None where it never was."""
        for look in range(LOOKS):
            if seen():
                return look * STEP
            self.pause(STEP)
        return None

    def posts(self) -> Iterator[Json]:
        """The newest posts of the Page."""
        fields = "id,message,created_time,permalink_url"
        answer = self.graph.get_connections(self.page.account_id, "published_posts", fields=fields, limit=25)
        yield from answer.get("data") or ()

    def clear(self) -> tuple[str, ...]:
        """Delete everything that was made, the newest first; what could not be deleted."""
        left = []
        for made in reversed(self.made):
            try:
                with suppress(Stale):
                    self.graph.delete_object(made)
            except PlatformError:
                left.append(made)
        self.made.clear()
        return tuple(left)
