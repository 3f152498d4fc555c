"""Where a photo is cut for a frame: geometry alone, in pixels of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brandbot.model.template import Area

Point = tuple[float, float]  # across and down, as fractions of the upright photo
FractionBox = tuple[float, float, float, float]  # left, top, width and height, as fractions of it

HEAD_ROOM = 0.08  # of the frame's height, free above the uppermost head
HAIR, CHEEK, CHIN = 0.4, 0.25, 0.08  # of a face's box: how far the head goes beyond it, above, beside and below
MIDDLE = (0.5, 0.42)  # where faces stand in the free part of a frame, across and down, if they can
USUAL: Point = (0.5, 0.38)  # people's faces stand above the middle


@dataclass(frozen=True, slots=True)
class Crop:
    """A frame on the page and the part of the photo that fills it.

    `window` is left, top, right and bottom as fractions of the upright photo; `faces` are those that show, in pixels
    of the page, clipped to the frame. `whole` says that no face of the photo is cut or left out.
    """

    box: Area
    window: tuple[float, float, float, float]
    faces: tuple[Area, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class _Span:
    """A face on one axis, how far its head goes beyond it on both sides, and how much it weighs."""

    start: float
    end: float
    before: float
    after: float
    weight: float


@dataclass(frozen=True, slots=True)
class _Axis:
    """One direction: the photo's and the frame's length, and from where to where the frame is free."""

    photo: float
    frame: float
    free: tuple[float, float]

    @property
    def slack(self) -> float:
        return max(0.0, self.photo - self.frame)

    def around(self, point: float) -> float:
        """Where the frame begins so that a point, as a fraction, comes near the middle of the free part."""
        return _clamp(point * self.photo - sum(self.free) / 2, 0.0, self.slack)

    def holding(self, faces: Sequence[_Span], room: float, middle: float) -> float:
        """Where the frame begins so that it holds all faces, in its free part, else at all.

        Heads with `room` before them, else heads, else faces; where they are too many, the group that weighs most.
        """
        low, high = self.free
        first, last = self._extent(faces, 1.0)
        wanted = (first + last) / 2 - low - middle * (high - low)
        for start, end in (self.free, (0.0, self.frame)):
            for ahead, share in ((room, 1.0), (0.0, 1.0), (0.0, 0.0)):
                first, last = self._extent(faces, share)
                least, most = max(0.0, last - end), min(self.slack, max(0.0, first - ahead) - start)
                if least <= most:
                    return _clamp(wanted, least, most)
        group = max(self._groups(faces), key=lambda members: sum(member.weight for member in members))
        return self.holding(group, room, middle) if len(group) < len(faces) else _clamp(wanted, 0.0, self.slack)

    def _extent(self, faces: Sequence[_Span], share: float) -> tuple[float, float]:
        """From where to where faces go with that share of their heads, on the photo."""
        first = min(face.start - share * face.before for face in faces)
        last = max(face.end + share * face.after for face in faces)
        return max(first, 0.0), min(last, self.photo)

    def _groups(self, faces: Sequence[_Span]) -> Iterator[Sequence[_Span]]:
        """What the free part can hold at once, beginning with each face."""
        for face in faces:
            start = face.start - face.before
            end = start + self.free[1] - self.free[0]
            held = [other for other in faces if other.start - other.before >= start and other.end + other.after <= end]
            yield held or [face]


def crop(
    size: tuple[int, int], box: Area, faces: Sequence[FractionBox], focus: Point | None, free: Area | None = None
) -> Crop:
    """The largest window of an upright photo for a frame, all faces inside, or around a focus point where there is one.

    What matters keeps to the `free` part of the frame where it can: there no plate, card or text lies on the photo.
    """
    width, height = box[2:]
    scale = max(width / size[0], height / size[1])
    # A photo of the frame's own shape covers it to the last bit.
    photo = (max(size[0] * scale, width), max(size[1] * scale, height))
    across, down = _axes(photo, box, free or box)
    if focus is None and faces:
        x = across.holding([_span(face, photo, 0) for face in faces], 0.0, MIDDLE[0])
        y = down.holding([_span(face, photo, 1) for face in faces], HEAD_ROOM * height, MIDDLE[1])
    else:
        x, y = (axis.around(point) for axis, point in zip((across, down), focus or USUAL, strict=True))
    shown, whole = _shown(faces, photo, (x, y), box)
    window = (x / photo[0], y / photo[1], min(1.0, (x + width) / photo[0]), min(1.0, (y + height) / photo[1]))
    return Crop(box, window, shown, whole)


def _axes(photo: tuple[float, float], box: Area, free: Area) -> tuple[_Axis, _Axis]:
    axes = []
    for side in (0, 1):
        start = min(max(free[side] - box[side], 0), box[2 + side])
        end = min(max(free[side] + free[2 + side] - box[side], start), box[2 + side])
        axes.append(_Axis(photo[side], box[2 + side], (start, end)))
    return axes[0], axes[1]


def _span(face: FractionBox, photo: tuple[float, float], side: int) -> _Span:
    start, length = face[side] * photo[side], face[2 + side] * photo[side]
    before, after = ((CHEEK, CHEEK), (HAIR, CHIN))[side]
    return _Span(start, start + length, before * length, after * length, face[2] * face[3])


def _shown(
    faces: Sequence[FractionBox], photo: tuple[float, float], start: Point, box: Area
) -> tuple[tuple[Area, ...], bool]:
    """The faces inside the frame, in pixels of the page, and whether that is all of all of them."""
    shown, whole = [], True
    for face in faces:
        near = [round(face[side] * photo[side] - start[side]) for side in (0, 1)]
        far = [round((face[side] + face[2 + side]) * photo[side] - start[side]) for side in (0, 1)]
        left, top = max(near[0], 0), max(near[1], 0)
        right, bottom = min(far[0], box[2]), min(far[1], box[3])
        whole = whole and [left, top, right, bottom] == [*near, *far]
        if left < right and top < bottom:
            shown.append((box[0] + left, box[1] + top, right - left, bottom - top))
    return tuple(shown), whole


def _clamp(value: float, least: float, most: float) -> float:
    return min(max(value, least), most)
