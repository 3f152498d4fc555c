"""What makes the engine try the next variant."""

from __future__ import annotations

from brandbot.errors import Message


class Unfit(Exception):
    """This variant cannot be drawn well; the message says why and, for the last of them, what cures it."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message
