"""Who plays in the pictures: the school's people, the partners' people, and poses used again and again."""

from __future__ import annotations

from dataclasses import replace

from sample.canvas import Canvas
from sample.figure import CHARCOAL, GREY, NAVY, WHITE, Arm, Person, Pose, Wear
from sample.looks import Head, Look
from sample.people import draw_person
from sample.shapes import RGB, rgb

GREEN = rgb("0B4F3A")
GOLD = rgb("FFC20E")
VEILS = tuple(rgb(code) for code in ("C99A3F", "A85C56", "5F7F6B", "4C5F86", "8A6A8C"))

PRINCIPAL = Person(Head(2, "crop", hat="peci"), Wear("suit", rgb("2A2F3C"), GREEN, low_colour=rgb("2A2F3C")), 1.05)
DEPUTY = Person(
    Head(1, "hijab", veil=VEILS[0], woman=True, glasses=True),
    Wear("batik", rgb("17543F"), rgb("E5B94F"), low="skirt", low_colour=rgb("26352F")),
)
TEACHER = Person(Head(3, "short", 0, glasses=True), Wear("batik", rgb("6E2F28"), rgb("E3B25C"), low_colour=CHARCOAL))
TEACHER_WOMAN = Person(
    Head(2, "hijab", veil=VEILS[2], woman=True),
    Wear("batik", rgb("27455E"), rgb("DDBB78"), low="skirt", low_colour=rgb("2A2F3C")),
)
DIRECTOR = Person(Head(1, "side", 3), Wear("suit", rgb("49525F"), rgb("8C2F2B"), low_colour=rgb("49525F")), 1.04)
MANAGER_WOMAN = Person(
    Head(0, "hijab", veil=VEILS[3], woman=True),
    Wear("suit", rgb("3D4A66"), rgb("D6DCE6"), low="skirt", low_colour=rgb("2E3850")),
)
STAFF = Person(Head(1, "side", 2), Wear("shirt", rgb("7FA6B8"), low_colour=rgb("39404D"), lanyard=rgb("0F6B54")))
STAFF_WOMAN = Person(
    Head(1, "bob", 2, woman=True), Wear("shirt", rgb("E9C7A6"), low_colour=rgb("3B3A48"), lanyard=rgb("0F6B54"))
)
TRAINER = Person(
    Head(3, "crop", 1, hat="helmet", hat_colour=WHITE, goggles=True, beard="moustache"),
    Wear("wearpack", rgb("5A5F66"), rgb("F28C28")),
    1.05,
)


def pupil(k: int) -> Person:
    """The school's pupil number `k`: girls with hijab and boys by turns, no two neighbours alike."""
    skin = (1, 2, 0, 3, 2, 1)[k % 6]
    if k % 2 == 0:
        return Person(
            Head(skin, "hijab", woman=True, glasses=k % 10 == 4, round_face=0.03 * (k % 3)),
            Wear("uniform", WHITE, low="skirt", low_colour=GREY),
        )
    hair = ("short", "side", "curls", "crop", "side", "short")[(k // 2) % 6]
    return Person(
        Head(skin, hair, (0, 1, 2)[k % 3], glasses=k % 7 == 5), Wear("uniform", WHITE, low_colour=GREY, long=False)
    )


def worker(k: int, *, helmet: bool = True) -> Person:
    """The same pupil in the navy wearpack, with helmet and goggles."""
    plain = pupil(k)
    head = replace(plain.head, hat="helmet" if helmet else "", goggles=helmet, glasses=False)
    covered = plain.head.hair == "hijab"
    head = replace(head, veil=rgb("31456F")) if covered else replace(head, hair="crop")
    return Person(head, Wear("wearpack", NAVY, GOLD))


def visitor(k: int) -> Person:
    """Somebody from outside: a parent, a guest."""
    tops: tuple[RGB, ...] = (rgb("C66B4E"), rgb("5B86A3"), rgb("D9B36A"), rgb("7C8F5A"), rgb("9C6B84"))
    if k % 2 == 0:
        return Person(
            Head((2, 1, 3)[k % 3], "hijab", veil=VEILS[k % 5], woman=True),
            Wear("shirt", tops[(k + 2) % 5], low="skirt", low_colour=rgb("4A4152")),
            1.04,
        )
    return Person(
        Head((3, 2, 1)[k % 3], ("short", "side", "crop")[k % 3], (0, 3, 1)[k % 3], beard=("", "moustache")[k % 2]),
        Wear("polo", tops[k % 5], low_colour=rgb("3B4150"), long=False),
        1.05,
    )


def stand(
    c: Canvas, who: Person, x: float, y: float, size: float, pose: Pose | None = None, *, flip: bool = False
) -> None:
    """Put somebody with the eyes' height at `y`; `size` 1 makes the whole figure 700 units tall."""
    with c.at(x, y + 646 * size, size, flip=flip):
        draw_person(c, who, pose or Pose())


CLAP = Pose(Look(0.2, mouth="laugh"), left=Arm((-12, -452), hold="rest"), right=Arm((8, -448), hold="rest"))
FOLDED = Pose(Look(0), left=Arm((-6, -398), hold="grip"), right=Arm((6, -394), hold="grip"))


def looking(turn: float, mouth: str = "smile", *, tilt: float = 0, eyes: str = "open", nod: float = 0) -> Pose:
    """Standing at ease, looking somewhere."""
    return Pose(Look(turn, tilt, mouth, eyes, nod), turn=turn * 0.6, lean=turn * 4)


def working(
    turn: float,
    *,
    left: tuple[float, float],
    right: tuple[float, float],
    nod: float = 0.8,
    mouth: str = "calm",
    hold: str = "grip",
) -> Pose:
    """Both hands on something, the eyes on it."""
    return Pose(
        Look(turn, turn * 0.05, mouth, "open" if nod < 0.9 else "down", nod),
        turn=turn * 0.6,
        lean=turn * 12,
        left=Arm(left, hold=hold),
        right=Arm(right, hold=hold),
    )


def graduate(k: int) -> Person:
    """The same pupil in gown and cap."""
    plain = pupil(k)
    hair = plain.head.hair if plain.head.hair == "hijab" else "crop"
    head = replace(plain.head, hat="toga", hair=hair, veil=(rgb("F6F1E8"), rgb("E9D9B8"))[k % 4 // 2])
    return Person(head, Wear("gown", rgb("222B3E"), (GOLD, rgb("1F7A5C"))[k % 3 == 2]))


def younger(k: int) -> Person:
    """A pupil of the lower school: white and navy."""
    plain = pupil(k + 1)
    low = "skirt" if plain.head.woman else "trousers"
    return Person(plain.head, Wear("shirt", WHITE, low=low, low_colour=rgb("26406F"), long=plain.head.woman))
