"""The making of an image: what a build writes, and what it leaves inside (C03, C04, C20, C30, C34).

The machine that a build runs is a `VirtualMachine` like any other; this is what only a build has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from vmgate.vocabulary.thing import Thing, not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact


TEMPLATE = "the template"


class Password(Struct, frozen=True):
    """One secret that a build needs. `what` reads "the password of the account winrm_username".

    `written` is whether it stands in the template, or in a file beside it, for everybody to read, and is not handed
    over when the build runs. `place` is where it then stands: "the template", the name of a file.
    """

    what: str
    written: Fact[bool]
    place: str = TEMPLATE


class BuildOutput(Struct, frozen=True):
    """One file or directory that a build writes. `what` reads "manifest"; `others` are the builds that write it too."""

    what: str
    path: Fact[str]
    others: Fact[tuple[str, ...]]


class StraySetting(Struct, frozen=True):
    """A setting that nothing reads. `nearest` is the one that it is probably meant to be, None if none is near."""

    name: str
    nearest: str | None
    at: Fact[object]


class ImageBuild(Thing):
    """One build of an image: a source, as one build uses it."""

    kind: ClassVar[str] = "image build"

    @property
    def screensaver_off(self) -> Fact[bool]:
        """Whether the machines made from the image show no screensaver, or have no desktop that could (C20)."""
        not_expressible("screensavers")

    @property
    def guest_passwords(self) -> Sequence[Password]:
        """The passwords of accounts inside the image that the build needs (C04)."""
        not_expressible("passwords of accounts in the image")

    @property
    def management_passwords(self) -> Sequence[Password]:
        """The passwords and tokens for management servers that the build needs (C34)."""
        not_expressible("passwords for management servers")

    @property
    def outputs(self) -> Sequence[BuildOutput]:
        """What it writes beside the image's own platform (C30). Raises `UnknownValue`."""
        not_expressible("what a build writes")

    @property
    def stray_settings(self) -> Sequence[StraySetting]:
        """The settings that are written and that its builder does not have (C03)."""
        not_expressible("settings that nothing reads")
