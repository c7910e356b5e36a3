"""Which registry a command is about, and what is known of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmgate.commands.waiting import waiting
from vmgate.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vmgate.model.site import Site
    from vmgate.model.templates import TemplateRecord
    from vmgate.registry.facts import Image
    from vmgate.registry.state import States
    from vmgate.registry.store import Store, Stored
    from vmgate.registry.trust import Trust


@dataclass(frozen=True)
class Opened:
    """A registry on a day, as strictly or leniently as it was asked for."""

    path: Path
    store: Store
    day: date
    site: Site

    @cached_property
    def trust(self) -> Trust:
        """Which of its facts hold."""
        from vmgate.registry.trust import Trust

        return Trust(self.store, self.day)

    @cached_property
    def states(self) -> States:
        """Where its images stand."""
        from vmgate.registry.state import States
        from vmgate.settings.templates import limits

        return States(self.trust, limits(self.site))

    def records(self) -> Sequence[TemplateRecord]:
        """Where every version stands."""
        with waiting(f"verifying {self.path}"):
            return self.states.records()

    def image(self, title: str) -> tuple[Stored, Image]:
        """The version of an image by `IMAGE@VERSION`. Raises `UsageError`."""
        from vmgate.settings.form import nearest

        name, at, version = title.partition("@")
        titles = {f"{image.name}@{image.version}": (stored, image) for stored, image in self.states.images}
        if at and title in titles:
            return titles[title]
        versions = sorted(image.version for _, image in self.states.images if image.name == name)
        if not at and len(versions) == 1:
            return titles[f"{name}@{versions[0]}"]
        known = f"; it has {', '.join(versions)}" if versions else nearest(title, tuple(titles))
        what = "no version is named, as in debian13@2026.11" if not at else f"there is no {name} {version}"
        message = f"{what}{known}"
        raise UsageError(message)

    def record(self, title: str) -> TemplateRecord:
        """Where a version stands. Raises `UsageError`."""
        return self.states.record(*self.image(title))


def opened(given: Mapping[str, Any], *, lenient: bool = False) -> Opened:
    """The registry that the options name. Raises `UsageError` where there is none.

    One that went back behind what `vmgate.lock` remembers is none either: `InputError`, unless all that is wrong is
    asked for (`lenient`).
    """
    from vmgate.commands.days import day
    from vmgate.registry.place import read

    as_of = day(given.get("as_of"))
    path = place(given)
    if not path.exists():
        message = f"{path}: there is no template registry; vmgate template init begins one"
        raise UsageError(message)
    with waiting(f"reading {path}"):
        store = read(path, lenient=lenient)
    if not lenient:
        _refuse_older(path, store, pin_file(given))
    return Opened(path, store, as_of, site_of(given, as_of))


def _refuse_older(path: Path, store: Store, file: Path) -> None:
    from vmgate.registry.pin import went_back

    fault = went_back(store, file)
    if fault:
        raise InputError(f"{path}: the registry went back: {fault} (says {file})")


def directory(given: Mapping[str, Any]) -> Path:
    """The directory to write facts into. Raises `UsageError`."""
    path = place(given)
    if path.is_file():
        message = f"{path}: an exported registry, which cannot be added to"
        raise UsageError(message)
    return path


def place(given: Mapping[str, Any]) -> Path:
    """Where the registry is: what --registry says, else the site policy's, else `templates`."""
    from vmgate import settings
    from vmgate.settings.fetched import located

    if given.get("registry"):
        return located(str(given["registry"]), os.environ)
    policy = _policy(given)
    return settings.registry_directory(policy, os.environ) if policy else Path(settings.REGISTRY)


def pin_file(given: Mapping[str, Any]) -> Path:
    """Where the newest state that was seen is remembered: beside the site policy."""
    from vmgate import settings

    policy = _policy(given)
    return (policy.parent if policy else Path.cwd()) / settings.PIN


def moment(given: Mapping[str, Any]) -> datetime:
    """When something is done: now, or at noon of the day that --as-of names."""
    if given.get("as_of") is None:
        return datetime.now(UTC).replace(microsecond=0)
    from vmgate.commands.days import day

    return datetime.combine(day(given["as_of"]), time(12), UTC)


def day_today(given: Mapping[str, Any]) -> date:
    """The day that the command takes for today."""
    from vmgate.commands.days import day

    return day(given.get("as_of"))


def _policy(given: Mapping[str, Any]) -> Path | None:
    from vmgate import settings

    if given.get("no_config"):
        return None
    if given.get("config"):
        return Path(given["config"])
    return settings.find(Path.cwd())


def site_of(given: Mapping[str, Any], as_of: date) -> Site:
    """The site without its registry, which is read once and here."""
    from vmgate import rulebook, settings

    policy = _policy(given)
    if policy is None:
        return settings.default(as_of)
    if not policy.is_file():
        message = f"--config: {policy}: there is no such file"
        raise UsageError(message)
    rule_ids = [rule.id for rule in rulebook.rules()]
    return settings.load(policy, as_of, rule_ids, without_registry=True)


def refuse_problem(found: Opened) -> None:
    """Raise `InputError` for a registry that proves nothing: nobody adds to that."""
    if found.trust.problem:
        raise InputError(f"{found.path}: the registry proves nothing: {found.trust.problem}")
