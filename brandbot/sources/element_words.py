"""What the words mean that picture elements take (colours, corners, icons, …), and an example of each element."""

from __future__ import annotations

from collections.abc import Mapping

from brandbot.errors import Message

COLOURS: Mapping[str, Message] = {
    "primary": Message("The school's main colour: a ground for text of any size."),
    "deep": Message("The main colour, darker: behind a photo's text or in a gradient."),
    "accent": Message("The school's accent colour, a ground too."),
    "white": Message("White."),
    "surface": Message("A pale ground with a breath of the main colour."),
    "tint": Message("A pale ground with a breath of the accent colour."),
    "line": Message("Thin rules and empty bars on a pale ground."),
    "ink": Message("Text on a pale ground."),
    "muted": Message("Small, quiet text on a pale ground."),
    "heading": Message("The main colour, dark enough for text on a pale ground."),
    "accent_heading": Message("The accent colour, dark enough for text on a pale ground."),
    "on_primary": Message("Text on primary or deep."),
    "soft_on_primary": Message("Quiet text on primary."),
    "accent_on_primary": Message("The accent colour where it can be read on primary; else what can."),
    "line_on_primary": Message("Thin rules on primary."),
    "on_accent": Message("Text on accent."),
    "soft_on_accent": Message("Quiet text on accent."),
    "line_on_accent": Message("Thin rules on accent."),
}
CORNERS: Mapping[str, Message] = {
    "photo": Message("A photo's frame, or a large surface like it."),
    "card": Message("A card with text."),
    "band": Message("A band along an edge of the picture; round on its free side only."),
    "plate": Message("The plate of a logo or QR code."),
    "pill": Message("A label: as round as can be."),
    "chip": Message("The small ground behind an icon."),
}
MOTIFS: Mapping[str, Message] = {
    "star": Message("Eight-pointed stars, joined at their points."),
    "rings": Message("Rings that overlap, as on batik kawung."),
    "dots": Message("A fine screen of dots."),
    "lines": Message("Slanting lines."),
    "waves": Message("Calm waves."),
}
ICONS: Mapping[str, Message] = {
    "calendar": Message("calendar sheet"),
    "clock": Message("clock"),
    "pin": Message("place"),
    "phone": Message("telephone"),
    "tick": Message("tick"),
    "arrow": Message("arrow to the right"),
    "link": Message("link"),
    "globe": Message("globe"),
    "users": Message("several people"),
    "user": Message("one person"),
    "briefcase": Message("briefcase"),
    "cap": Message("graduation cap"),
    "building": Message("building"),
    "star": Message("five-pointed star"),
    "wallet": Message("wallet"),
    "info": Message("information"),
}
SHAPES: Mapping[str, Message] = {
    "circle": Message("Circle."),
    "ring": Message("Ring; `thickness` is its width."),
    "quarter": Message("A quarter of a disc, its centre top left."),
    "quarter_ring": Message("A quarter of a ring, its centre top left."),
    "half": Message("Half a disc on the lower edge."),
    "petal": Message("A leaf: two opposite corners round, two sharp."),
    "triangle": Message("The top left half of the box."),
    "star": Message("An eight-pointed star."),
    "burst": Message("Sixteen rays around an empty middle."),
    "diamond": Message("A square on its corner."),
    "arch": Message("A doorway: round above, square below."),
    "stripes": Message("Slanting stripes."),
    "dots": Message("A grid of dots."),
    "plus": Message("A plus."),
    "wave": Message("Solid below one long wave."),
    "steps": Message("A staircase of four steps that rises to the right."),
    "quote": Message("Two opening quotation marks."),
}
AREAS: Mapping[str, Message] = {
    "page": Message("The whole picture, to its edges."),
    "brand": Message("The strip at the top, for logos."),
    "body": Message("The middle, inside the margins, between logos and footer."),
    "foot": Message("The strip at the bottom, for account and website."),
}

# What can be written below `elements:`, by the element that it shows.
EXAMPLES: Mapping[str, str] = {
    "badge": """
- badge: {text: "{tab}", ground: primary, color: on_primary, box: body 1-6 1-2}
""",
    "band": """
- stack: {name: main, box: body, anchor: bottom}
- band: {under: main, color: primary, radius: band, backing: accent}
- text: {text: "{headline}", type: headline, color: on_primary, stack: main}
""",
    "bar": """
- bar: {part: "{figure_part}", whole: "{figure_whole}", thickness: 32, box: body 1-12 11-12}
""",
    "bars": """
- bars: {kind: each, thickness: 44, space: 44, box: body 1-12 5-12}
""",
    "figure": """
- figure: {value: "{figure_part}", label: "dari {figure_whole}", note: "{figure_label}", color: heading,
    box: body 1-12 3-6, when: [figure_part]}
""",
    "figures": """
- figures: {most: 3, columns: 3, rule: line, box: body 1-12 9-12, anchor: bottom}
""",
    "fill": """
- fill: {box: page, color: surface}
- fill: {box: body 1-12 7-12, color: white, radius: card, shadow: 0.2}
""",
    "footer": """
- footer: {left: "{handle}", right: "{website}"}
""",
    "gradient": """
- gradient: {box: page, start: primary, end: deep, direction: down}
""",
    "logos": """
- logos: {who: school, school: "{school}", box: brand 1-5, anchor: middle}
- logos: {who: partners, box: brand 6-12, anchor: middle, align: right, when: [partner]}
""",
    "ornament": """
- stack: {name: main, box: body, anchor: middle}
- ornament: {kind: rule, size: [120, 12], color: accent, stack: main}
- text: {text: "{headline}", type: headline, stack: main, gap: 40}
""",
    "pager": """
- pager: {box: foot, anchor: middle, color: heading}
""",
    "pattern": """
- fill: {box: page, color: primary}
- pattern: {motif: brand, color: white, strength: 0.08}
""",
    "photo": """
- photo: {box: body 1-12 1-8, radius: photo, backing: accent, when: [photo]}
""",
    "qr": """
- qr: {data: "{link}", side: 260, box: body 8-12 8-12, align: right, anchor: bottom}
""",
    "rows": """
- rows: {of: facts, only: [calendar, clock, pin], sign_ground: tint, box: body 1-12 8-12}
""",
    "scrim": """
- photo: {box: page}
- stack: {name: main, box: body, anchor: bottom}
- scrim: {under: main, color: deep, text: on_primary}
- text: {text: "{headline}", type: headline, color: on_primary, stack: main}
""",
    "shape": """
- shape: {box: [640, 820, 760, 760], kind: ring, color: tint, thickness: 0.17}
""",
    "stack": """
- stack: {name: main, box: body 1-10 4-12, anchor: bottom}
- text: {text: "{headline}", type: headline, color: heading, stack: main}
- text: {text: "{note}", type: note, color: muted, stack: main, gap: 24}
""",
    "text": """
- text: {text: "Bersama *{partner}*", type: title, strong_color: heading, box: body 1-9 2-6, when: [partner]}
""",
    "ticket": """
- ticket: {text: "{partner}", label: Tempat PKL, value: "{student_count}", value_label: siswa, box: body 1-12 9-12}
""",
    "wall": """
- wall: {columns: 3, rows: 3, box: body 1-12 5-12, when: [many_partners]}
""",
}
