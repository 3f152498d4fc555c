"""What must not be recognised is made so coarse that nothing can bring it back: a few averages are all that is left."""

from __future__ import annotations

from collections.abc import Iterable

from PIL import Image, ImageDraw, ImageFilter

from brandbot.drawing.crop import FractionBox
from brandbot.drawing.faces import can_find_faces, faces_of
from brandbot.errors import Message, Refused
from brandbot.model import Blur

CELLS = 4  # averages each way in a box with its margin; a face keeps less than three
MARGIN = 0.3  # around a box, of its sides: hair and chin, and room for the edge of the mask
_LOOKS = 3  # the finder sees faces again that it had overlooked


def hidden(picture: Image.Image, blur: Blur, file: str) -> tuple[Image.Image, int]:
    """The upright picture without the faces and boxes, and how many were hidden. Raises Refused."""
    boxes = list(blur.boxes)
    if blur.faces:
        boxes += _faces(picture, file)
    picture = blurred(picture, boxes)
    for _ in range(_LOOKS if blur.faces else 0):
        overlooked = faces_of(picture)
        picture = blurred(picture, overlooked)
    return picture, len(boxes)


def blurred(picture: Image.Image, boxes: Iterable[FractionBox]) -> Image.Image:
    """The picture with the boxes and a margin around them made coarse, below a round mask."""
    result = picture.copy()
    for box in boxes:
        around = _with_margin(box, picture.size)
        left, top = max(0, around[0]), max(0, around[1])
        right, bottom = min(picture.width, around[2]), min(picture.height, around[3])
        size = (right - left, bottom - top)
        coarse = picture.crop((left, top, right, bottom)).resize((CELLS, CELLS), Image.Resampling.BOX)
        mask = Image.new("L", size, 0)
        # Around the whole box with its margin, also where that reaches out of the picture: so the box's corners are in.
        ellipse = (around[0] - left, around[1] - top, around[2] - left - 1, around[3] - top - 1)
        ImageDraw.Draw(mask).ellipse(ellipse, fill=255)
        soft = mask.filter(ImageFilter.GaussianBlur(min(size) / 50))
        result.paste(coarse.resize(size, Image.Resampling.BICUBIC), (left, top), soft)
    return result


def _faces(picture: Image.Image, file: str) -> tuple[FractionBox, ...]:
    if not can_find_faces():
        raise Refused(
            Message(
                "faces can't be found on this computer: install brandbot[faces], or draw boxes in blur ({file})",
                file=file,
            )
        )
    if not (found := faces_of(picture)):
        raise Refused(Message("no face was found on {file}: draw boxes in blur, or take the photo out", file=file))
    return found


def _with_margin(box: FractionBox, size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top, width, height = box
    across, down = MARGIN * width, MARGIN * height
    return (
        round((left - across) * size[0]),
        round((top - down) * size[1]),
        round((left + width + across) * size[0]),
        round((top + height + down) * size[1]),
    )
