"""`vmgate template support`: what a site declares of a system is signed, and counts until its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.registry.author import ADA, BOB
from tests.registry.test_commands import Site
from tests.signing.keys import make

if TYPE_CHECKING:
    from pathlib import Path

WHY = ("--reason", "LTS contract 4711")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A registry with one approved image of Debian 13."""
    keys = {ADA: make(tmp_path, "ed25519", name="ada"), BOB: make(tmp_path, "ed25519", name="bob")}
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.chdir(tmp_path)
    found = Site(tmp_path, keys)
    found.init()
    found.publish()
    found.run("approve", "debian13@2026.11", by=BOB)
    return found


def _end_of_support(site: Site, day: str) -> bool:
    """Whether the image is past its support on a day."""
    image = site.data("show", "debian13@2026.11", "--as-of", day)["image"]
    return "support of debian 13 ended" in str(image)


def test_a_contract_prolongs_the_support_of_a_system(site: Site) -> None:
    """For the images of the registry, until its last day; it is in the history, and all of it holds."""
    assert _end_of_support(site, "2029-01-01")
    said = site.run("support", "Debian", "13", "--until", "2030-06-30", *WHY, by=BOB)
    assert f"support/debian/13/20261123T120000Z.{BOB}.json: signed by {BOB}" in said
    assert not _end_of_support(site, "2030-06-30")
    assert _end_of_support(site, "2030-07-01")
    site.run("verify")
    assert "declared debian 13 supported until 2030-06-30: LTS contract 4711" in site.run("history")


def test_a_date_that_prolongs_nothing_is_told(site: Site) -> None:
    """It is written all the same: the vendor's date may change."""
    said = site.run("support", "debian", "13", "--until", "2027-01-01", *WHY, by=BOB)
    assert "It changes nothing: the vendor supports debian 13 until 2028-08-09." in said


@pytest.mark.parametrize(
    ("arguments", "by", "says"),
    [
        (("debain", "13", "--until", "2030-01-01"), BOB, 'the support data have none; did you mean "debian"?'),
        (("debian", "133", "--until", "2030-01-01"), BOB, "there is no debian 133 among the images"),
        (("debian", "13", "--until", "2026-11-22"), BOB, "2026-11-22 is over"),
        (("debian", "13", "--until", "never"), BOB, "--until"),
        (("debian", "13", "--until", "2030-01-01"), ADA, f"{ADA} may not sign that, being owner"),
    ],
)  # fmt: skip
def test_a_slip_is_one_message_and_writes_nothing(
    site: Site, arguments: tuple[str, ...], by: str, says: str
) -> None:
    """Exit code 2; an owner does not declare what their own image needs."""
    before = sorted((site.directory / "templates").rglob("*"))
    assert says in site.run("support", *arguments, *WHY, by=by, code=2)
    assert sorted((site.directory / "templates").rglob("*")) == before


def test_it_can_be_signed_elsewhere(site: Site) -> None:
    """Like any fact."""
    out = site.directory / "support.json"
    site.run(
        "support", "debian", "13", "--until", "2030-06-30", *WHY, "--by", BOB, "--unsigned-out", str(out)
    )
    out.with_name("support.json.sig").write_bytes(site.keys[BOB].sign(out.read_bytes(), "vmgate-support"))
    site.run("add", str(out))
    assert not _end_of_support(site, "2030-06-30")
