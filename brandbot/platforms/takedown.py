"""Taking a live post down: alike on both networks, and not always a program's business."""

from __future__ import annotations

from brandbot.errors import Message, Rejected, Unauthorized
from brandbot.platforms.base import Stale
from brandbot.platforms.graph import Graph


def take_down(graph: Graph, remote_id: str) -> None:
    """Delete a live post; one that is gone is fine. `Rejected` tells how a person does it."""
    try:
        graph.delete_object(remote_id)
    except Stale:
        return
    except (Rejected, Unauthorized) as error:
        text = Message(
            "this post can't be taken down by a program ({why}): "
            "open it in the app as the account itself and delete it there",
            why=str(error),
        )
        raise Rejected(text, error.detail) from error
