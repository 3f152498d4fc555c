"""The sheet that is drawn on: shapes become light, shade and colour on a Pillow image."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self, cast

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from sample.shapes import RGB, Outline, Point, Shape, mix

SHADE: RGB = (34, 20, 62)
GLOW: RGB = (255, 238, 200)


@dataclass(frozen=True, slots=True)
class Fade:
    """A gradient over a shape's bounding box, from one colour to the other: down, or across."""

    start: RGB
    end: RGB
    across: bool = False


@dataclass(frozen=True, slots=True)
class Cloth:
    """A woven pattern: a tile that repeats; `base` is what shading takes it for."""

    tile: Image.Image
    base: RGB


Paint = RGB | Fade | Cloth
Form = Sequence[Sequence[Point]] | Sequence[Point]  # a union of outlines, or one outline


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the pen is: local units to the sheet's units."""

    x: float = 0
    y: float = 0
    size: float = 1
    flip: float = 1
    turn: float = 0

    def to_sheet(self, point: Point) -> Point:
        c, s = math.cos(self.turn), math.sin(self.turn)
        u, v = point[0] * self.flip, point[1]
        return self.x + self.size * (u * c - v * s), self.y + self.size * (u * s + v * c)


class Canvas:
    """A sheet of `width` × `height` units, drawn `scale` pixels to the unit and reduced at the end."""

    def __init__(self, width: int, height: int, scale: float = 2, *, mode: str = "RGB") -> None:
        self.width, self.height, self.scale = width, height, scale
        self.light: Point = (-0.8, -0.6)  # where it comes from
        self.image = Image.new(mode, (round(width * scale), round(height * scale)))
        self._places = [_Place()]
        self._clip: Image.Image | None = None

    @contextmanager
    def at(self, x: float, y: float, size: float = 1, *, flip: bool = False, turn: float = 0) -> Iterator[Self]:
        """Draw in local units: moved to (x, y), scaled, mirrored, turned by radians."""
        old = self._places[-1]
        px, py = old.to_sheet((x, y))
        new = _Place(px, py, old.size * size, old.flip * (-1 if flip else 1), old.turn + turn * old.flip)
        self._places.append(new)
        yield self
        self._places.pop()

    @contextmanager
    def inside(self, shape: Form) -> Iterator[None]:
        """What is drawn now shows only inside the shape."""
        old = self._clip
        mask = Image.new("L", self.image.size, 0)
        self._draw(mask, _polygons(shape), (0, 0))
        self._clip = ImageChops.multiply(mask, old) if old else mask
        yield
        self._clip = old

    def fill(
        self,
        shape: Form,
        paint: Paint,
        *,
        alpha: float = 1,
        volume: float = 0,
        rim: float = 0,
        tone: RGB = SHADE,
        depth: float = 0,
    ) -> None:
        """Paint a shape; `volume` shades the side away from the light, `rim` catches light on the near edge."""
        polygons = _polygons(shape)
        found = self._frame(polygons, 0)
        if found is None:
            return
        left, top, right, bottom = found
        mask = Image.new("L", (right - left, bottom - top), 0)
        self._draw(mask, polygons, (left, top))
        seen = self._clipped(mask, found)
        self.image.paste(_coloured(paint, mask.size, (left, top)), (left, top), _dimmed(seen, alpha))
        if volume:
            reach = (depth * self._places[-1].size * self.scale) or min(mask.size) * 0.24
            self._shade(mask, seen, (left, top), reach, tone, volume)
        if rim:
            self._catch(mask, seen, (left, top), rim)

    def soft(self, shape: Form, colour: RGB, alpha: float, blur: float) -> None:
        """A shape without an edge: a shadow, a glow."""
        polygons = _polygons(shape)
        spread = blur * self._places[-1].size * self.scale
        found = self._frame(polygons, round(spread * 2.5) + 2)
        if found is None:
            return
        left, top, right, bottom = found
        shrink = max(1, round(spread / 4))
        small = (max(1, (right - left) // shrink), max(1, (bottom - top) // shrink))
        mask = Image.new("L", small, 0)
        self._draw(mask, polygons, (left, top), shrink)
        mask = mask.filter(ImageFilter.GaussianBlur(spread / shrink)).resize((right - left, bottom - top))
        self.image.paste(colour, (left, top), _dimmed(self._clipped(mask, found), alpha))

    def veil(self, start: RGB, start_alpha: float, end: RGB, end_alpha: float, top: float, bottom: float) -> None:
        """Air, haze or dusk over the whole width: colour and strength run from `top` down to `bottom`."""
        y, end_y = round(top * self.scale), round(bottom * self.scale)
        size = (self.image.width, end_y - y)
        ramp = Image.linear_gradient("L").resize(size)
        table = [round(255 * (start_alpha + (end_alpha - start_alpha) * k / 255)) for k in range(256)]
        self.image.paste(_coloured(Fade(start, end), size, (0, 0)), (0, y), ramp.point(table))

    def blurred(self, radius: float) -> None:
        """Put what has been drawn so far out of focus."""
        shrink = max(1, int(radius * self.scale / 3))
        small = self.image.reduce(shrink).filter(ImageFilter.GaussianBlur(radius * self.scale / shrink))
        self.image = small.resize(self.image.size, Image.Resampling.BICUBIC)

    def _draw(self, mask: Image.Image, shape: Shape, corner: Point, shrink: float = 1) -> None:
        pen = ImageDraw.Draw(mask)
        place, k = self._places[-1], self.scale / shrink
        for outline in shape:
            spots = [place.to_sheet(point) for point in outline]
            pen.polygon([(x * k - corner[0] / shrink, y * k - corner[1] / shrink) for x, y in spots], fill=255)

    def _frame(self, shape: Shape, margin: int) -> tuple[int, int, int, int] | None:
        place, k = self._places[-1], self.scale
        spots = [place.to_sheet(point) for outline in shape for point in outline]
        xs, ys = [x * k for x, _ in spots], [y * k for _, y in spots]
        left, top = max(0, math.floor(min(xs)) - margin), max(0, math.floor(min(ys)) - margin)
        right = min(self.image.width, math.ceil(max(xs)) + margin + 1)
        bottom = min(self.image.height, math.ceil(max(ys)) + margin + 1)
        return (left, top, right, bottom) if right > left and bottom > top else None

    def _clipped(self, mask: Image.Image, frame: tuple[int, int, int, int]) -> Image.Image:
        return ImageChops.multiply(mask, self._clip.crop(frame)) if self._clip else mask

    def _shade(
        self, mask: Image.Image, seen: Image.Image, corner: tuple[int, int], reach: float, tone: RGB, alpha: float
    ) -> None:
        shrink = max(1, int(reach / 5))
        small = (max(1, mask.width // shrink), max(1, mask.height // shrink))
        lit = Image.new("L", small, 0)
        lit.paste(mask.resize(small), (round(self.light[0] * reach / shrink), round(self.light[1] * reach / shrink)))
        lit = lit.filter(ImageFilter.GaussianBlur(reach * 0.5 / shrink)).resize(mask.size)
        self.image.paste(tone, corner, _dimmed(ImageChops.multiply(seen, ImageChops.invert(lit)), alpha))

    def _catch(self, mask: Image.Image, seen: Image.Image, corner: tuple[int, int], alpha: float) -> None:
        width = max(1.2, 2.6 * self.scale * self._places[-1].size)
        away = Image.new("L", mask.size, 0)
        away.paste(mask, (round(-self.light[0] * width), round(-self.light[1] * width)))
        edge = ImageChops.multiply(seen, ImageChops.invert(away.filter(ImageFilter.GaussianBlur(width / 3))))
        self.image.paste(GLOW, corner, _dimmed(edge, alpha))

    def finished(self, *, seed: int, dusk: float = 0.42) -> Image.Image:
        """The picture at its real size: bloom, a calm lower third, vignette and a breath of grain."""
        if self.image.mode == "RGBA":
            return self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        picture = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        picture = picture.point([_graded(k / 255) for k in range(256)] * 3)
        picture = ImageEnhance.Color(picture).enhance(1.1)
        bright = picture.reduce(8).point([max(0, k - 190) * 3 // 2 for k in range(256)] * 3)
        bloom = bright.filter(ImageFilter.GaussianBlur(9)).resize(picture.size, Image.Resampling.BICUBIC)
        picture = ImageChops.screen(picture, bloom)
        picture = ImageChops.multiply(picture, _corners(picture.size, dusk))
        return ImageChops.add(picture, _grain(picture.size, seed), 1, -8)


def _graded(value: float) -> int:
    """A little more contrast, as a print has it."""
    return round(255 * (value + 0.22 * (value * value * (3 - 2 * value) - value) - 0.012))


def _polygons(form: Form) -> Shape:
    outlines: Shape = []
    single: Outline = []
    for part in form:
        if isinstance(part[0], (int, float)):
            single.append(cast("Point", part))
        else:
            outlines.append(list(cast("Sequence[Point]", part)))
    return outlines or [single]


def _coloured(paint: Paint, size: tuple[int, int], corner: tuple[int, int]) -> Image.Image | RGB:
    if isinstance(paint, Cloth):
        sheet = Image.new("RGB", size)
        wide, high = paint.tile.size
        for x in range(-(corner[0] % wide), size[0], wide):
            for y in range(-(corner[1] % high), size[1], high):
                sheet.paste(paint.tile, (x, y))
        return sheet
    if isinstance(paint, Fade):
        strip = Image.new("RGB", (1, 64))
        strip.putdata([mix(paint.start, paint.end, k / 63) for k in range(64)])
        if paint.across:
            strip = strip.transpose(Image.Transpose.ROTATE_90)
        return strip.resize(size, Image.Resampling.BILINEAR)
    return paint


def _dimmed(mask: Image.Image, alpha: float) -> Image.Image:
    return mask if alpha >= 1 else mask.point([round(k * alpha) for k in range(256)])


def _corners(size: tuple[int, int], dusk: float) -> Image.Image:
    """What darkens the picture: gently toward the corners, clearly toward the bottom, and cool."""
    round_ = (
        Image.radial_gradient("L")
        .resize(size, Image.Resampling.BICUBIC)
        .point([round(38 * (k / 255) ** 3) for k in range(256)])
    )
    down = (
        Image.linear_gradient("L")
        .resize(size)
        .point([round(255 * dusk * max(0.0, (k / 255 - 0.5) / 0.5) ** 1.5) for k in range(256)])
    )
    dark = ImageChops.add(round_, down)
    cool = [[255 - round(k * share) for k in range(256)] for share in (1.0, 0.95, 0.86)]
    return Image.merge("RGB", [dark.point(table) for table in cool])


def _grain(size: tuple[int, int], seed: int) -> Image.Image:
    side = 256
    noise = Image.frombytes("L", (side, side), random.Random(seed).randbytes(side * side))  # noqa: S311 (paper, not secrets)
    noise = noise.filter(ImageFilter.GaussianBlur(0.7)).point(
        [max(0, min(16, 8 + round((k - 128) / 24))) for k in range(256)]
    )
    sheet = Image.new("L", size)
    for x in range(0, size[0], side):
        for y in range(0, size[1], side):
            sheet.paste(noise, (x, y))
    return Image.merge("RGB", [sheet] * 3)
