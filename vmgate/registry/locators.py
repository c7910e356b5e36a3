"""What a record says of where its image is, in the words of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.templates import Locator

if TYPE_CHECKING:
    from vmgate.registry.facts import Image


def locators(image: Image) -> tuple[Locator, ...]:
    """The locators of an image's record."""
    return tuple(
        Locator(one.platform.value, one.name, one.identity, one.endpoint, bare(one.digest))
        for one in image.locators
    )


def bare(digest: str | None) -> str | None:
    """The hexadecimal digits of a digest."""
    return digest and digest.removeprefix("sha256:")
