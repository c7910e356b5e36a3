"""What the translation relies on is the plugins' own."""

from __future__ import annotations

import pytest

from tests.translate.packer.extracts import builders
from vmgate.translate.packer import MACHINES
from vmgate.translate.packer.defaults import DEFAULTS
from vmgate.translate.packer.known_arguments import ARGUMENTS


@pytest.mark.parametrize("builder", sorted(builders()))
def test_every_builder_of_the_plugins_is_translated_with_its_very_arguments(builder: str) -> None:
    """An argument that a plugin gains or loses is noticed here before a template is told that it has none."""
    assert builder in MACHINES
    assert ARGUMENTS[builder] == builders()[builder]


@pytest.mark.parametrize("builder", sorted(DEFAULTS))
def test_a_default_is_of_an_argument_that_the_builder_has(builder: str) -> None:
    """No default is assumed for what a builder does not know."""
    assert sorted(path for path in DEFAULTS[builder] if path not in builders()[builder]) == []


def test_every_translated_builder_has_defaults_and_arguments() -> None:
    """The three tables speak of the same builders."""
    assert set(MACHINES) == set(DEFAULTS) == set(ARGUMENTS) == set(builders())
