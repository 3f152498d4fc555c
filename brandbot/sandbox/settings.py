"""What Meta leaves open, or does only on bad days: each a setting."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any

from brandbot.sandbox.accounts import PERMISSIONS

SECOND_PUBLISH = ("error", "same_id", "duplicate")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings with what they are at first.

    `second_publish`: what a second `media_publish` of one container does: error, same_id or duplicate.
    `container_polls`: status reads of a container that say IN_PROGRESS; None: one or two.
    `status_lag`: status reads after publishing that still say FINISHED.
    `list_lag`: seconds until a new post stands in a list.
    `quota_lag`: seconds until a new Instagram post counts where the quota is told.
    `quota_total`: Instagram posts that may go out in 24 hours.
    `container_total`: containers that may be made in 24 hours.
    `permissions`: what the person granted.
    `dead_tokens`: a token and the subcode of its 190 (463 expired, 460 password changed …).
    `require_proof`: whether a call without appsecret_proof is refused.
    `access_days`: days until the person's data access ends.
    `app_live`: whether the app was switched to Live; until then only people with a role see what it posts.
    `header_tokens`: whether a token in the Authorization header is taken, and not only one in the form.
    `drafts`: whether the Page's drafts can be published.
    `mutation_ids`: whether a second post with the same client_mutation_id is the first one again.
    `page_pictures`: whether Instagram takes pictures from the address of a Page's photo.
    `usage`: percent in the usage headers.
    `retired`: names of metrics that Meta no longer knows.
    `followers`: what every account has on 2026-01-01 instead of its own count.
    """

    second_publish: str = "error"
    container_polls: int | None = None
    status_lag: int = 0
    list_lag: int = 0
    quota_lag: int = 0
    quota_total: int = 50
    container_total: int = 400
    permissions: tuple[str, ...] = PERMISSIONS
    dead_tokens: dict[str, int] = field(default_factory=dict)
    require_proof: bool = False
    access_days: int = 90
    app_live: bool = True
    header_tokens: bool = True
    drafts: bool = True
    mutation_ids: bool = False
    page_pictures: bool = True
    usage: int = 3
    retired: tuple[str, ...] = ()
    followers: int | None = None

    def with_values(self, **values: Any) -> Settings:
        """The same but for these; ValueError for a setting that does not exist."""
        unknown = values.keys() - {one.name for one in fields(self)}
        if unknown:
            raise ValueError(f"no such setting: {', '.join(sorted(unknown))}")
        if values.get("second_publish", "error") not in SECOND_PUBLISH:
            raise ValueError(f"second_publish is one of {', '.join(SECOND_PUBLISH)}")
        return replace(self, **values)
