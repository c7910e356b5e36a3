"""The site's template registry: where it is, and what is none."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.registry.author import TODAY, Author
from vmgate import settings
from vmgate.errors import ExitCode, InputError, UsageError
from vmgate.model.site import Site
from vmgate.model.templates import Expiry, Standing
from vmgate.registry.pin import Pin
from vmgate.registry.store import read_directory
from vmgate.settings import read_registry
from vmgate.settings.fetched import cached

if TYPE_CHECKING:
    from pathlib import Path

SITE = Site(TODAY)


def test_no_directory_is_no_registry_and_an_empty_one_is_empty(tmp_path: Path) -> None:
    """None is unknown; a registry without records approves nothing."""
    assert read_registry(tmp_path / "absent", SITE) is None
    registry = read_registry(tmp_path, SITE)
    assert registry is not None
    assert not registry.records


def test_a_directory_of_something_else_is_told(tmp_path: Path) -> None:
    """A registry is never passed over because it cannot be read: there is no verdict without it."""
    (tmp_path / "debian13.toml").write_text('approval = "approved"')
    with pytest.raises(InputError, match=r"debian13\.toml: a template registry has no such file") as raised:
        read_registry(tmp_path, SITE)
    assert raised.value.exit_code is ExitCode.NO_VERDICT


def test_a_file_is_a_registry_when_it_was_exported(tmp_path: Path) -> None:
    """It says the same as the directory; any other file is a mistake."""
    author = Author(tmp_path / "templates")
    author.root()
    author.approved()
    author.checkpoint()
    file = tmp_path / "registry.jsonl"
    file.write_bytes(author.exported())
    packed, plain = read_registry(file, SITE), read_registry(author.directory, SITE)
    assert packed is not None
    assert plain is not None
    assert list(packed.records) == list(plain.records)
    assert [one.state for one in packed.records] == ["approved"]
    file.write_text("{}")
    with pytest.raises(InputError, match="neither a directory nor an exported template registry"):
        read_registry(file, SITE)


def test_an_address_in_the_policy_means_what_was_fetched(
    tmp_path: Path,
) -> None:
    """Nothing is fetched by the way, and no password of an address is repeated."""
    environment = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    address, policy = "https://images.example.edu/registry.jsonl", tmp_path / "vmgate.toml"
    policy.write_text(f'[registry]\npath = "{address}"\n')
    with pytest.raises(
        UsageError, match=rf"registry\.path: {address} was not fetched yet; vmgate template fetch"
    ):
        settings.load(policy, TODAY, [], environment=environment)
    author = Author(tmp_path / "elsewhere")
    author.root()
    author.approved()
    author.checkpoint()
    file = cached(address, environment)
    file.parent.mkdir(parents=True)
    file.write_bytes(author.exported())
    registry = settings.load(policy, TODAY, [], environment=environment).registry
    assert registry is not None
    assert [str(one) for one in registry.records] == ["debian13 2026.11"]
    policy.write_text('[registry]\npath = "https://ada:hunter2@images.example.edu/r"\n')
    with pytest.raises(UsageError, match="holds no user and no password") as raised:
        settings.load(policy, TODAY, [], environment=environment)
    assert "hunter2" not in str(raised.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_is_no_registry(tmp_path: Path) -> None:
    """Nobody waits for what may never come."""
    os.mkfifo(tmp_path / "registry.jsonl")
    with pytest.raises(InputError, match="not a plain file"):
        read_registry(tmp_path / "registry.jsonl", SITE)


def test_a_registry_that_went_back_is_refused(tmp_path: Path) -> None:
    """Beside the policy, `vmgate.lock` remembers the newest checkpoint that was seen."""
    author = Author(tmp_path / "templates")
    author.root()
    author.approved()
    author.checkpoint()
    before = author.exported()
    author.checkpoint()
    pin = Pin.of(read_directory(author.directory))
    assert pin is not None
    (tmp_path / "vmgate.lock").write_text(pin.text())
    (tmp_path / "vmgate.toml").touch()
    assert settings.load(tmp_path / "vmgate.toml", TODAY, []).registry is not None
    old = tmp_path / "old.jsonl"
    old.write_bytes(before)
    with pytest.raises(InputError, match="went back: its newest checkpoint is 1, and 2 was seen before"):
        settings.load(tmp_path / "vmgate.toml", TODAY, [], old)


def test_the_policys_ages_count(tmp_path: Path) -> None:
    """How old updates may be is the site's to say."""
    author = Author(tmp_path / "templates", TODAY - timedelta(days=31))
    author.root()
    author.approved()
    for limit, states in ((30, "expired"), (31, "approved")):
        (tmp_path / "vmgate.toml").write_text(f"[registry]\nmax_patch_age_days = {limit}\n")
        registry = settings.load(tmp_path / "vmgate.toml", TODAY, []).registry
        assert registry is not None
        assert [record.state for record in registry.records] == [states]


def test_a_system_ends_when_the_sites_support_data_say_so(tmp_path: Path) -> None:
    """The same data by which rules judge."""
    author = Author(tmp_path / "templates")
    author.root()
    author.approved()
    registry = settings.default(TODAY.replace(year=2029), tmp_path / "templates").registry
    assert registry is not None
    (ended,) = registry.records[0].against(Standing.EXPIRED, Expiry.END_OF_LIFE)
    assert ended.text == "support of debian 13 ended on 2028-08-09"


def test_signatures_are_verified_only_when_a_template_is_asked_for(tmp_path: Path) -> None:
    """A run that meets no machine pays for no cryptography."""
    author = Author(tmp_path / "templates")
    author.root()
    author.approved()
    program = (
        "import sys; from datetime import date; from pathlib import Path; from vmgate import settings\n"
        f"registry = settings.default(date(2026, 11, 23), Path({str(author.directory)!r})).registry\n"
        "before = 'cryptography' in sys.modules\n"
        "state = registry.records[0].state\n"
        "print(before, 'cryptography' in sys.modules, state)"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert shown.split() == ["False", "True", "approved"]
