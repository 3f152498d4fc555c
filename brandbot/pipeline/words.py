"""What the templates of text are given: the event's fields and lists; and the text that they give back, tidied."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from brandbot.model import FIELDS, Event, NamePolicy, Network, Partner, Person, Template, Tone
from brandbot.pipeline import jinja
from brandbot.pipeline.fields import named, partners_of, people_of, phase_of, printed, share_of
from brandbot.pipeline.links import tracked
from brandbot.pipeline.pupils import shown_names
from brandbot.wording import Wording

WEBSITE = "website"  # the `network` of an article

# The words of a text beyond the fields, each with the parts of one of its items.
_PARTS: jinja.Shape = {
    "base": frozenset(),  # the template that arranges the blocks: caption.j2, alt.j2 or article.j2
    "network": frozenset(),  # "facebook", "instagram" or "website"
    "tone": frozenset(),  # "formal", "casual" or "pesantren"
    "phase": frozenset(),  # one of the template's phases, or ""
    "activity": frozenset(),  # the title as a sentence names it: `Pelatihan CNC`, or `kegiatan "Guru Belajar CNC"`
    "majors": frozenset(),  # the programmes without brackets; `programmes` says the official name too, once a text
    "people": frozenset(),  # the adults with their roles
    "speaker": frozenset(),  # who said the quote
    "students": frozenset(),  # the pupils, as config.yaml's names.pupils shows them
    "figures": frozenset({"label", "value", "percent"}),
    "points": frozenset(),
    "partner_names": frozenset(),
    "partner_role": frozenset(),  # of the first partner, as it stands inside a sentence
    "mentions": frozenset(),  # accounts of partners who may be tagged
    "closing": frozenset(),  # "yes" on the closing slide of a carousel
    "has_photo": frozenset(),  # "yes" where the event brings one
    "url": frozenset(),  # the event's link with its scheme
}
WORDS: jinja.Shape = {**dict.fromkeys(FIELDS, frozenset[str]()), **_PARTS}

# The programmes that schools still call by their old names, with the official ones since the change of 2022
# (Kepmendikbudristek 262/M/2022, spektrum keahlian). Nothing is shortened that was typed in full.
_OFFICIAL = {
    "tkj": "TJKT",
    "rpl": "PPLG",
    "mm": "DKV",
    "multimedia": "DKV",
    "tkr": "TO",
    "tkro": "TO",
    "tsm": "TO",
    "tbsm": "TO",
    "ap": "MPLB",
    "otkp": "MPLB",
}
# Titles that begin so name an activity: they can be the subject of a sentence. Any other is quoted.
_ACTIVITY = re.compile(
    r"(?:Pe\w+an|Ke\w+an|Ku\w+an|\w+isasi|Pameran|Expo|Gelar Karya|Bazar|Festival|Pekan|Wisuda|Upacara|Hibah"
    r"|Serah Terima|Uji|Ujian|UKK|Tes|Seleksi|Bursa|Job Fair|Rekrutmen|Lomba|Kompetisi|Monitoring|Monev|Evaluasi"
    r"|Rapat|Studi|Magang|Lokakarya|Workshop|Seminar|Webinar|Bimbingan|Bimtek|Diklat|Kelas|Kuliah)\b"
)
_VERB = re.compile(r"\bMe(?:m|n|ng|ny)(?!engah)[a-z]+|\bDi(?:terima|buka|tutup)\b|[!?]")
_BRACKETS = re.compile(r"\s*\(.*?\)")


def words_of(
    event: Event,
    partners: Mapping[str, Partner],
    fields: Mapping[str, str],
    template: Template,
    *,
    network: str,
    tone: Tone,
    pupils: NamePolicy,
) -> Mapping[str, Any]:
    """Everything that a text of this event may use, for a network or the website; `pupils` says how they are named."""
    hosts, people = partners_of(event, partners), people_of(event)
    join = Wording().join
    shares = [share_of(figure.value) for figure in event.figures]
    return {
        **fields,
        **_dates(fields, tone),
        "network": network,
        "tone": tone.value,
        "phase": phase_of(event, template),
        "activity": _activity(event.title),
        "programmes": join([_official(programme) for programme in event.programmes]),
        "majors": join([_BRACKETS.sub("", programme) for programme in event.programmes]),
        "people": [named(person) for person in people],
        "speaker": _speaker(people[0]) if people else fields.get("student", ""),
        "students": shown_names(event.students, pupils),
        "figures": [
            {
                "label": figure.label,
                "value": figure.value,
                "percent": "" if share.ratio is None else spoken(Wording().percent(share.ratio)),
            }
            for figure, share in zip(event.figures, shares, strict=True)
        ],
        "points": list(event.points),
        "partner_names": [partner.name for partner in hosts],
        "partner_role": _lowered(hosts[0].role) if hosts else "",
        "mentions": [account for partner in hosts if (account := _account(partner, network))],
        "closing": "",
        "has_photo": "yes" if event.photos else "",
        "url": event.link if network == WEBSITE else _tracked(event, fields["website"], network),
    }


def _tracked(event: Event, website: str, network: str) -> str:
    return tracked(event.link, website, network, "social", event.id)


def filled(template: Template, name: str, words: Mapping[str, Any], base: str = "") -> str:
    """The text of the kind's template `name`, arranged by `base`, tidied.

    Raises Refused where the template can't be filled in.
    """
    templates = template.folder.parent
    return tidy(jinja.render(templates, f"{template.folder.name}/{name}", {**words, "base": base}))


def tidy(text: str) -> str:
    """One space between words, none before a comma or full stop, no second full stop, at most one empty line."""
    text = re.sub(r"[^\S\n\u00a0]+", " ", text)
    text = re.sub(r" ?\n ?", "\n", text)
    text = re.sub(r" +(?=[,.;!?](?:\s|$))", "", text)
    text = re.sub(r"(?<!\.)\.\.(?!\.)|(?<=[!?…])\.(?!\.)", lambda found: found[0][:-1], text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def spoken(percent: str) -> str:
    """`96,9 persen`: a percentage inside a sentence."""
    return percent.replace("%", " persen")


def _dates(fields: Mapping[str, str], tone: Tone) -> Mapping[str, str]:
    """A pesantren says Ahad."""
    if tone is not Tone.PESANTREN:
        return {}
    return {name: re.sub(r"\bMinggu\b", "Ahad", fields[name]) for name in ("date", "weekday") if name in fields}


def _activity(title: str) -> str:
    return title if _ACTIVITY.match(title) and not _VERB.search(title) else f'kegiatan "{title}"'


def _official(programme: str) -> str:
    """`TKJ (TJKT)`: the name that people know, and once the official one."""
    official = _OFFICIAL.get(programme.strip().casefold())
    return f"{programme} ({official})" if official else programme


def _speaker(person: Person) -> str:
    """`Kepala Sekolah, H. Budi Rekaan, S.Pd.`, as a sentence says it; a role that is none stays in its brackets."""
    is_role = person.role and not re.search(r"[\d;,]", person.role)
    return f"{person.role}, {person.name}" if is_role else named(person)


def _account(partner: Partner, network: str) -> str:
    """How the network shows an account: only Instagram links an @name in a caption, a Page links an address."""
    if not partner.may_tag:
        return ""
    if network == Network.INSTAGRAM:
        return f"@{partner.instagram.lstrip('@')}" if partner.instagram else ""
    page = printed(partner.facebook).removeprefix("facebook.com/").lstrip("@")
    return f"facebook.com/{page}" if page else ""


def _lowered(phrase: str) -> str:
    return phrase[:1].lower() + phrase[1:] if phrase[1:2].islower() else phrase
