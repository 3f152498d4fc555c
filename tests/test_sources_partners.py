"""partners.yaml: who the school works with, by which names."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sources_fixtures import CHANNELS, ELEMENTS, WIB, told, write

from brandbot.model import Agreement, Form, Logo, Partner, Place
from brandbot.sources import Workspace, read_workspace
from brandbot.sources.partners import PartnersFile
from brandbot.sources.yaml import read_yaml


def partners(root: Path, text: str) -> Workspace:
    write(root, {"partners.yaml": f"partners:\n{text}", "assets/logo/a.png": "", "assets/logo/b.png": ""})
    return read_workspace(root, CHANNELS, WIB, ELEMENTS)


def test_a_partner_says_all_that_was_written(tmp_path: Path) -> None:
    workspace = partners(
        tmp_path,
        """
  - id: rekaan
    name: 'PT "Rekaan; Sentosa" (Persero), Tbk.'
    display_name: Rekaan Sentosa
    aliases: [PT RS]
    fictional: ya
    role: Tempat magang
    sector: BUMN
    city: Karawang
    programmes: [Teknik Mesin]
    forms: [pkl, bursa_kerja, beasiswa]
    internship_capacity: 10
    agreements:
      - {kind: PKS, number: 017/2026, start: 01/03/2026, end: 2029-02-28}
    logo: {file: logo/a.png, on_dark: logo/b.png}
    facebook: contoh.rs
    instagram: "@contoh.rs"
    may_tag: ya
    phone: 0298-000000
    site_photos: tidak
    needs_approval: ya
""",
    )

    assert told(workspace) == []
    assert workspace.partners == {
        "rekaan": Partner(
            id="rekaan",
            name='PT "Rekaan; Sentosa" (Persero), Tbk.',
            display_name="Rekaan Sentosa",
            aliases=("PT RS",),
            fictional=True,
            role="Tempat magang",
            sector="BUMN",
            city="Karawang",
            programmes=("Teknik Mesin",),
            forms=(Form.INTERNSHIP, Form.HIRING, Form.SCHOLARSHIPS),
            internship_capacity=10,
            agreements=(Agreement("PKS", dt.date(2026, 3, 1), dt.date(2029, 2, 28), "017/2026"),),
            logo=Logo("logo/a.png", "logo/b.png"),
            facebook="contoh.rs",
            instagram="@contoh.rs",
            may_tag=True,
            phone="0298-000000",
            site_photos=False,
            needs_approval=True,
        )
    }
    assert workspace.partners["rekaan"].place == Place("partners.yaml", 3, 5)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("name: A B", "3:5: 'a b' already means the partner at partners.yaml:2:5; each has names of its own"),
        ("name: C, aliases: [A-b]", "3:5: 'a-b' already means the partner at partners.yaml:2:5"),
        ("name: C, forms: [pks]", "3:32: 'pks' is an agreement; write it below 'agreements'"),
        ("name: C, forms: [serapam]", "3:32: 'serapam' is not known here; did you mean 'serapan'?"),
        ("name: C, id: satu", "3:24: the key 'id' stands in line 3 already; keep one of the two"),
        ("name: C, logo: {file: logo/c.png}", "3:37: there is no file assets/logo/c.png; put it there or mend"),
        ("name: C, logo: {file: logo/a.png, on_dark: ../x.png}", "3:58: '../x.png' leads out of assets/"),
        ("name: C, logo: logo/a.png", "3:30: 'logo' takes keys of its own here, each as 'key: value'"),
        (
            "name: C, agreements: [{kind: MoU, start: 2026-02-01, end: 2026-01-31}]",
            "3:73: the last day is before the first; look at both dates",
        ),
    ],
)
def test_a_mistake_costs_only_its_partner(tmp_path: Path, fields: str, text: str) -> None:
    workspace = partners(tmp_path, f"  - {{id: satu, name: A B, aliases: [A-B]}}\n  - {{id: dua, {fields}}}\n")

    assert list(workspace.partners) == ["satu"]
    assert [told.partition(text)[:2] for told in told(workspace)] == [("partners.yaml:", text)]


def test_a_file_with_other_keys_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"partners.yaml": "mitra: []"})

    assert "there is no key 'mitra' here" in told(read_workspace(tmp_path, CHANNELS, WIB, ELEMENTS))[0]


def test_a_file_that_is_a_list_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"partners.yaml": "- id: a"})

    assert "must begin with keys" in told(read_workspace(tmp_path, CHANNELS, WIB, ELEMENTS))[0]


def test_a_file_by_itself_is_read_without_looking_for_its_logos() -> None:
    text = "partners:\n  - {id: a, name: A, logo: {file: logo/nowhere.png}}"

    assert read_yaml(text, "a.yaml", PartnersFile)[1] == ()
