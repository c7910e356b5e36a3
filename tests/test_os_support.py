"""The support data are made from endoflife.date and distro-info-data, and say where each date is from."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tools import os_support
from vmgate.errors import UsageError
from vmgate.model.support import Support
from vmgate.settings.support import read_support

if TYPE_CHECKING:
    from pathlib import Path

UBUNTU = """---
title: Ubuntu
releases:
  - releaseCycle: "24.04"
    eol: 2029-05-31
    eoes: 2036-05-31
    latest: "24.04.4"
  - releaseCycle: "22.04"
    eol: 2027-04-01
    eoes: 2032-04-09
---

> Text that may say --- what it likes.
"""
UBUNTU_CSV = """version,codename,series,created,release,eol,eol-server,eol-esm,eol-legacy
22.04 LTS,Jammy Jellyfish,jammy,2021-10-14,2022-04-21,2027-06-01,2027-06-01,2032-04-21,2034-04-25
24.04 LTS,Noble Numbat,noble,2023-10-12,2024-04-25,2029-05-31,2029-05-31,2034-04-25,2036-04-29
24.10,Oracular Oriole,oracular,2024-04-25,2024-10-10,2025-07-10
25.99,Not Yet,not,2024-04-25,2025-10-10
"""
WINDOWS = """---
releases:
  - releaseCycle: "2012-r2"
    eol: 2023-10-10
    eoes: 2026-10-13
  - releaseCycle: "2003-sp2"
    eol: 2015-07-14
  - releaseCycle: "2003-sp1"
    eol: 2009-04-14
  - releaseCycle: "2003"
    eol: 2007-04-10
---
"""
FREEBSD = """---
releases:
  - {releaseCycle: "15", eol: 2029-12-31}
  - {releaseCycle: "15.0", eol: 2026-09-30}
  - {releaseCycle: "14.3", eol: 2026-06-30}
  - {releaseCycle: "14", eol: 2028-11-30}
  - {releaseCycle: "13.5", eol: 2026-04-30}
  - {releaseCycle: "13.4", eol: 2025-06-30}
---
"""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Data made from a few products' files."""
    files = {"ubuntu": UBUNTU, "windows-server": WINDOWS, "freebsd": FREEBSD, "cobol": WINDOWS}
    files["proxmox-ve"] = "---\nreleases:\n  - {releaseCycle: '9', eol: false}\n---\n"
    for name, text in files.items():
        (tmp_path / f"{name}.md").write_text(text)
    (tmp_path / "ubuntu.csv").write_text(UBUNTU_CSV)
    done = CliRunner().invoke(
        os_support.main,
        ["--as-of", "2026-08-22", "--endoflife", str(tmp_path), "--distro-info", str(tmp_path),
         "--version", "endoflife.date=a70eca3"],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "ubuntu 22.04: 2027-04-01 and 2032-04-09, or 2027-06-01 and 2032-04-21" in done.stderr
    file = tmp_path / "made.json"
    file.write_text(done.stdout)
    return file


def test_the_earlier_date_stands_where_two_sources_disagree(made: Path) -> None:
    """For free support and for the one that is bought, each by itself; what one source has alone stands too."""
    ubuntu = read_support(made).releases["ubuntu"]
    assert ubuntu["22.04"] == Support(date(2027, 4, 1), date(2032, 4, 9))
    assert ubuntu["24.04"] == Support(date(2029, 5, 31), date(2034, 4, 25))
    assert ubuntu["24.10"] == Support(date(2025, 7, 10), None)
    assert "25.99" not in ubuntu


def test_each_date_names_its_sources(made: Path) -> None:
    """A reader can check every date where it came from."""
    document = json.loads(made.read_text())
    assert document["products"]["ubuntu"]["22.04"]["sources"] == ["endoflife.date", "distro-info-data"]
    assert document["products"]["ubuntu"]["24.10"]["sources"] == ["distro-info-data"]
    assert document["sources"] == {"endoflife.date": "a70eca3"}


def test_a_service_pack_speaks_for_its_release(made: Path) -> None:
    """The last one's dates are those of the product."""
    assert read_support(made).releases["windows-server"]["2003"] == Support(date(2015, 7, 14))


def test_a_major_stands_by_itself_once_all_of_it_has_ended(made: Path) -> None:
    """While some minor releases are supported and some are not, the major says nothing."""
    freebsd = read_support(made).releases["freebsd"]
    assert freebsd["13"] == Support(date(2026, 4, 30))
    assert freebsd["15.0"] == Support(date(2026, 9, 30))
    assert not {"14", "15"} & freebsd.keys()


def test_what_has_no_date_and_what_is_no_system_is_left_out(made: Path) -> None:
    """`eol: false` says that no date is announced, not that there is no end."""
    releases = read_support(made).releases
    assert releases["proxmox-ve"] == {}
    assert "cobol" not in releases


def test_systems_that_ended_before_the_sources_began_are_there(made: Path) -> None:
    """Their vendors announced the day; what a source has of them stands instead."""
    document = json.loads(made.read_text())
    assert document["products"]["os2"] == {"*": {"vendor": "2006-12-31", "sources": ["vendor"]}}
    assert document["products"]["windows"]["98"] == {"vendor": "2006-07-11", "sources": ["vendor"]}
    assert os_support.ended("windows-server") == {}


def test_the_shipped_data_say_what_they_are() -> None:
    """Their day, their sources and licences."""
    document = json.loads(os_support_file())
    assert document["as_of"] == "2026-08-22"
    assert "MIT" in document["licence"]
    assert "ISC" in document["licence"]
    assert read_support().as_of == date(2026, 8, 22)


def os_support_file() -> str:
    """The shipped file."""
    from vmgate.settings.support import SHIPPED

    return SHIPPED.read_text()


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{", '{"schema": "vmgate.os_support/v2"}', "[" * 100_000,
        '{"schema": "vmgate.os_support/v1", "as_of": "soon", "products": {}}',
        '{"schema": "vmgate.os_support/v1", "as_of": "2026-01-01", "products": {"debian": {"13": "ever"}}}',
    ],
)  # fmt: skip
def test_a_file_that_is_no_support_data_is_refused(text: str, tmp_path: Path) -> None:
    """With its name and what it should be."""
    file = tmp_path / "support.json"
    file.write_text(text)
    with pytest.raises(UsageError, match=r"support\.json: it is not support data"):
        read_support(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A policy may name one that is missing."""
    with pytest.raises(UsageError, match=r"gone\.json: the support data cannot be read"):
        read_support(tmp_path / "gone.json")
