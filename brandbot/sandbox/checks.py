"""What Meta refuses in pictures and captions, with its codes (Instagram error codes, page of 2026-06-02)."""

from __future__ import annotations

import re

from brandbot.sandbox.errors import GraphError, invalid, picture
from brandbot.sandbox.images import Format, Unfetched, fetch, inspect

MAX_CAPTION = 2200
MAX_HASHTAGS = 30
MAX_MENTIONS = 20
MAX_ALT_TEXT = 1000
MAX_MESSAGE = 63206
MAX_IMAGE = 8 * 1024 * 1024
MAX_PAGE_IMAGE = 10 * 1024 * 1024
SMALL_PAGE_IMAGE = 4 * 1024 * 1024
MIN_RATIO, MAX_RATIO = 0.8, 1.91
RATIO_SLACK = 0.005  # 4:5 of a whole number of pixels is seldom exact


def caption(text: str) -> None:
    """Refuse an Instagram caption that is too long or too full of tags."""
    hashtags = len(re.findall(r"#\w+", text))
    mentions = len(re.findall(r"(?<!\w)@\w+", text))
    if len(text) > MAX_CAPTION or hashtags > MAX_HASHTAGS:
        raise picture(
            *(36004, 2207010, "The caption is too long"),
            "Caption too long",
            f"The caption was too long. The maximum is {MAX_CAPTION} characters, {MAX_HASHTAGS} hashtags.",
        )
    if mentions > MAX_MENTIONS:
        raise invalid(
            "Invalid parameter", subcode=2207040, title="Too many tags", text="Cannot use more than 20 @ tags."
        )


def instagram_image(url: str, *, story: bool) -> tuple[bytes, Format]:
    """Fetch `image_url` and refuse what Instagram refuses; a story may be tall, the feed is 4:5 to 1.91:1."""
    try:
        body = fetch(url)
    except Unfetched as error:
        raise picture(
            *(9004, 2207052, "Only photo or video can be accepted as media type."),
            "Media download has failed",
            f"{error}",
        ) from error
    if len(body) > MAX_IMAGE:
        raise picture(36000, 2207004, "The image size is too large.", "Image too large", "The image exceeds 8 MiB.")
    found = inspect(body)
    if found is None and not body.startswith((b"\xff\xd8", b"RIFF", b"BM", b"II", b"MM")):
        raise picture(
            *(9004, 2207052, "Only photo or video can be accepted as media type."),
            "Media download has failed",
            "The media URI doesn't meet our requirements.",
        )
    if found is None or found.type != "image/jpeg":
        raise picture(
            *(36001, 2207005, "The image format is not supported."),
            "Unsupported format",
            "The image must be a JPEG.",
        )
    ratio = found.width / found.height
    if not story and not MIN_RATIO - RATIO_SLACK <= ratio <= MAX_RATIO + RATIO_SLACK:
        raise picture(
            *(36003, 2207009, "The aspect ratio is not supported."),
            "Unsupported aspect ratio",
            f"The submitted image with aspect ratio ('{found.width}/{found.height}',) cannot be published. "
            "Please submit an image with a valid aspect ratio.",
        )
    return body, found


def page_image(body: bytes) -> Format:
    """Refuse what the Page's photo edge refuses."""
    found = inspect(body)
    if found is None:
        raise GraphError(
            *(324, "(#324) Missing or invalid image file"),
            subcode=2069019,
            title="Missing Or Invalid Image File",
            text="Your photos couldn't be uploaded. Photos should be smaller than 4 MB and saved as JPG, PNG, GIF.",
        )
    if len(body) > (MAX_PAGE_IMAGE if found.type == "image/jpeg" else SMALL_PAGE_IMAGE):
        raise GraphError(
            *(1, "Invalid parameter"),
            subcode=1366046,
            title="Your photos couldn't be uploaded",
            text="Photos should be smaller than 4 MB and saved as JPG, PNG.",
        )
    return found
