"""What draws the eye where there is no face: colour that stands out, edges, and a leaning towards the middle."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

from brandbot.drawing.crop import USUAL, Point

SIDE = 96  # pixels: the longer side of what is looked at
SOFT = 1.5  # pixels: detail finer than this is grain
REACH = 13  # pixels to each side: what the eye takes in at once
LOWEST = 0.44  # of the picture's height: what draws the eye further down is worn or held by somebody
LEANING = 0.6  # how much less counts in the corners than in the middle


def focus_of(picture: Image.Image) -> Point:
    """The point of an upright RGB picture that a crop should keep, as fractions."""
    scale = SIDE / max(picture.size)
    width, height = (max(8, round(side * scale)) for side in picture.size)
    small = picture.resize((width, height), Image.Resampling.BOX, reducing_gap=1.0)
    attention = ImageChops.multiply(ImageChops.add(_odd_colour(small), _edges(small)), _middle(width, height))
    field = attention.filter(ImageFilter.BoxBlur(REACH))
    most = field.getextrema()[1]
    # Where several points draw the eye alike, the middle of them.
    left, top, right, bottom = field.point(lambda value: 255 if value == most else 0).getbbox() or (0, 0, width, height)
    # Bright clothes draw the eye more than the heads above them, so only half of what speaks for up or down counts.
    down = ((top + bottom) / 2 / height + USUAL[1]) / 2
    return round((left + right) / 2 / width, 4), round(min(down, LOWEST), 4)


def _odd_colour(small: Image.Image) -> Image.Image:
    """How far each point is from the mean colour (Achanta et al., Frequency-tuned Salient Region Detection, 2009)."""
    mean = tuple(round(value) for value in ImageStat.Stat(small).mean)
    distance = ImageChops.difference(small.filter(ImageFilter.GaussianBlur(SOFT)), Image.new("RGB", small.size, mean))
    red, green, blue = distance.split()
    return ImageChops.add(ImageChops.add(red, green), blue)


def _edges(small: Image.Image) -> Image.Image:
    edges = small.convert("L").filter(ImageFilter.FIND_EDGES)
    ImageDraw.Draw(edges).rectangle((0, 0, small.width - 1, small.height - 1), outline=0, width=2)  # the picture's own
    return edges


def _middle(width: int, height: int) -> Image.Image:
    return Image.radial_gradient("L").resize((width, height)).point(lambda value: round(255 - LEANING * value))
