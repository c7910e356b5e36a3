"""Where the site policy is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmgate.errors import UsageError
from vmgate.settings import find, load
from vmgate.settings.document import read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with a directory in it, and a policy above it that is not its own."""
    (tmp_path / "vmgate.toml").write_text("")
    root = tmp_path / "repository"
    (root / "campus" / "web").mkdir(parents=True)
    (root / ".git").mkdir()
    return root


def test_the_policy_is_found_upwards_to_the_git_root(repository: Path) -> None:
    """A policy at the root of the repository is for every directory in it."""
    (repository / "vmgate.toml").write_text("")
    assert find(repository / "campus" / "web") == repository / "vmgate.toml"
    assert find(repository) == repository / "vmgate.toml"


def test_the_nearest_policy_counts(repository: Path) -> None:
    """A policy further down is nearer."""
    (repository / "vmgate.toml").write_text("")
    (repository / "campus" / "vmgate.toml").write_text("")
    assert find(repository / "campus" / "web") == repository / "campus" / "vmgate.toml"


def test_a_policy_above_the_git_root_is_none(repository: Path) -> None:
    """The search ends at the root of the repository, which in a worktree has a file `.git`."""
    assert find(repository / "campus") is None
    (repository / ".git").rmdir()
    (repository / ".git").write_text("gitdir: elsewhere")
    assert find(repository / "campus") is None


def test_outside_of_a_repository_only_the_directory_itself_counts(tmp_path: Path) -> None:
    """Without a git root nothing above is searched."""
    (tmp_path / "vmgate.toml").write_text("")
    (tmp_path / "inner").mkdir()
    assert find(tmp_path) == tmp_path / "vmgate.toml"
    assert find(tmp_path / "inner") is None


def test_a_file_is_searched_from_its_directory(repository: Path) -> None:
    """The policy for a plan is the one for the directory that the plan is in."""
    (repository / "vmgate.toml").write_text("")
    plan = repository / "campus" / "plan.json"
    plan.write_text("{}")
    assert find(plan) == repository / "vmgate.toml"


def test_pyproject_counts_with_a_table_for_vmgate_only(repository: Path) -> None:
    """A `pyproject.toml` is a policy if it has `[tool.vmgate]`, and yields to a `vmgate.toml` beside it."""
    project = repository / "pyproject.toml"
    project.write_text('[project]\ndependencies = ["vmgate"]\n')
    assert find(repository) is None
    project.write_text("[tool.vmgate.policy]\nfail_on = 'high'\n")
    assert find(repository) == project
    (repository / "vmgate.toml").write_text("")
    assert find(repository) == repository / "vmgate.toml"


def test_a_broken_pyproject_that_names_vmgate_is_not_passed_over(repository: Path) -> None:
    """It may hold the policy, so it is found, and reading it says what is wrong."""
    project = repository / "pyproject.toml"
    project.write_text("[tool.vmgate]\n[policy\n")
    found = find(repository)
    assert found == project
    with pytest.raises(UsageError, match=r"pyproject.toml:2: not TOML"):
        read(found, UsageError)


def test_messages_name_a_file_below_the_working_directory_by_its_relative_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`vmgate.toml:1`, not the whole path, where that says the same."""
    from datetime import date

    (tmp_path / "vmgate.toml").write_text("a = 1")
    monkeypatch.chdir(tmp_path)
    found = find(tmp_path)
    assert found is not None
    with pytest.raises(UsageError, match=r"^vmgate.toml:1: unknown key"):
        load(found, date(2026, 11, 23), ())


@pytest.mark.parametrize("kind", ["directory", "link"])
def test_a_policy_that_is_no_file_is_not_passed_over(repository: Path, kind: str) -> None:
    """A weaker one above it, or none, must not count instead; reading it tells what is wrong."""
    policy = repository / "campus" / "vmgate.toml"
    if kind == "directory":
        policy.mkdir()
    else:
        policy.symlink_to("nowhere")
    assert find(policy.parent) == policy
