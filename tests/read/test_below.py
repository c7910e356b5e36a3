"""Everything below a directory that holds configuration is read, as a root module or by way of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmgate.errors import InputError, NothingFoundError, UsageError
from vmgate.read.discover import discover
from vmgate.read.hcl import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def _written(top: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text)
    return top


def _roots(top: Path) -> list[str]:
    return [one.path.relative_to(top).as_posix() for one in discover([str(top)])]


@pytest.mark.parametrize(
    "text",
    [
        '# module "m" { source = "../prod" }\n',
        'resource "x" "y" {\n  source = "../prod"\n}\n',
        'locals {\n  text = <<-EOT\n    source = "../prod"\n  EOT\n}\n',
    ],
)
def test_only_a_call_makes_a_directory_a_module(tmp_path: Path, text: str) -> None:
    """What merely looks like one keeps no root from being judged."""
    _written(tmp_path, {"dev/main.tf": text, "prod/main.tf": ""})
    assert _roots(tmp_path) == ["dev", "prod"]


def test_a_module_is_judged_where_it_is_called(tmp_path: Path) -> None:
    """In either syntax, and through others."""
    _written(
        tmp_path,
        {
            "dev/main.tf": 'module "a" {\n  source = "../a"\n}\n',
            "a/main.tf.json": '{"module": {"b": {"source": "../b"}}}',
            "b/main.tf": "",
        },
    )
    assert _roots(tmp_path) == ["dev"]


def test_modules_that_only_call_one_another_are_judged(tmp_path: Path) -> None:
    """From the first of them; so is one that calls itself."""
    call = 'module "m" {{\n  source = "{}"\n}}\n'
    _written(
        tmp_path,
        {
            "a/main.tf": "",
            "x/main.tf": call.format("../y"),
            "y/main.tf": call.format("../x"),
            "z/main.tf": call.format("./"),
        },
    )
    assert _roots(tmp_path) == ["a", "x", "z"]


def test_what_a_directory_holds_hides_nothing_below_it(tmp_path: Path) -> None:
    """A file at the top of a repository does not keep its environments and templates from being judged."""
    _written(
        tmp_path,
        {
            "versions.tf": "terraform {}\n",
            "environments/prod/main.tf": 'module "a" {\n  source = "../../modules/a"\n}\n',
            "environments/dev/main.tf": "",
            "modules/a/main.tf": "",
            ".terraform/modules/x/main.tf": "",
            "packer/web/web.pkr.hcl": 'source "qemu" "a" {}\n',
        },
    )
    assert _roots(tmp_path) == [".", "environments/dev", "environments/prod", "packer/web"]


def test_the_directory_that_was_given_is_judged_whoever_calls_it(tmp_path: Path) -> None:
    """The examples of a module call it, and are roots as well; what it calls itself is none."""
    _written(
        tmp_path,
        {
            "main.tf": 'module "n" {\n  source = "./nested"\n}\n',
            "nested/main.tf": "",
            "examples/basic/main.tf": 'module "m" {\n  source = "../.."\n}\n',
        },
    )
    assert _roots(tmp_path) == [".", "examples/basic"]


def test_a_file_stands_for_its_directory_alone(tmp_path: Path) -> None:
    """So a hook that is given files judges what they belong to, and no more."""
    _written(tmp_path, {"main.tf": "", "environments/prod/main.tf": ""})
    assert [one.path for one in discover([str(tmp_path / "main.tf")])] == [tmp_path]


def test_a_directory_alone_is_what_it_holds_itself(tmp_path: Path) -> None:
    """For who asks about one template or root; of one that holds nothing, what lies below is meant."""
    _written(
        tmp_path,
        {
            "a/main.tf": "",
            "a/b/main.tf": "",
            "c/c.pkr.hcl": 'source "qemu" "c" {}\n',
            "c/d/d.pkr.hcl": 'source "qemu" "d" {}\n',
        },
    )

    def alone(name: str) -> list[str]:
        found = discover([str(tmp_path / name)], below=False)
        return [one.path.relative_to(tmp_path).as_posix() for one in found]

    assert [alone(name) for name in ("a", "c", ".")] == [["a"], ["c"], ["a", "a/b", "c", "c/d"]]


def test_a_module_that_was_installed_below_its_root_is_called(tmp_path: Path) -> None:
    """By the manifest of `terraform init`, where a call goes by it; a manifest alone hides nothing."""
    _written(
        tmp_path,
        {
            "main.tf": 'module "m" {\n  source = "example/m/any"\n}\n',
            "vendor/m/main.tf": "",
            "vendor/n/main.tf": "",
            ".terraform/modules/modules.json": '{"Modules": [{"Key": "m", "Dir": "vendor/m"}, '
            '{"Key": "n", "Dir": "vendor/n"}]}',
        },
    )
    assert _roots(tmp_path) == [".", "vendor/n"]
    assert load(tmp_path).directories == [str(tmp_path), str(tmp_path / "vendor/m")]


def test_links_are_followed_within_the_repository(tmp_path: Path) -> None:
    """Each directory is read once, and no ring of links is without end."""
    (tmp_path / ".git").mkdir()
    _written(tmp_path, {"stacks/prod/main.tf": "", "envs/dev/main.tf": ""})
    envs = tmp_path / "envs"
    (envs / "prod").symlink_to("../stacks/prod")
    (envs / "again").symlink_to("dev")
    (envs / "dev" / "ring").symlink_to("..")
    (tmp_path / "stacks" / "prod" / "ring").symlink_to("../../envs")
    assert _roots(envs) == ["dev", "prod"]
    (tmp_path / ".git").rmdir()
    assert _roots(envs) == ["dev"]


def test_a_file_that_leads_nowhere_leaves_no_verdict(tmp_path: Path) -> None:
    """Terraform refuses it, too; a directory of such a name is none of its files."""
    _written(tmp_path, {"main.tf": ""})
    (tmp_path / "more.tf").mkdir()
    assert not load(tmp_path).unread
    (tmp_path / "rest.tf").symlink_to("nowhere")
    (problem,) = load(tmp_path).unread
    assert (problem.name.endswith("rest.tf"), problem.fatal) == (True, True)


def test_values_that_lead_nowhere_are_not_left_out(tmp_path: Path) -> None:
    """The defaults of variables are not what is planned then."""
    _written(tmp_path, {"main.tf": 'variable "v" {\n  default = 1\n}\n'})
    (tmp_path / "x.auto.tfvars").symlink_to("nowhere")
    (problem,) = load(tmp_path).unread
    assert (problem.name.endswith("x.auto.tfvars"), problem.fatal) == (True, True)


def test_a_directory_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows what is in it."""
    _written(tmp_path, {"a/main.tf": "", "b/main.tf": ""})

    def refuse(_: object, onerror: object, **__: object) -> list[object]:
        assert callable(onerror)
        onerror(PermissionError(13, "Permission denied", str(tmp_path / "b")))
        return []

    monkeypatch.setattr("vmgate.read.below.os.walk", refuse)
    with pytest.raises(InputError, match="b: cannot be read: Permission denied") as caught:
        discover([str(tmp_path)])
    assert not isinstance(caught.value, NothingFoundError)


def test_an_empty_path_is_not_the_current_directory() -> None:
    """It is what is left of a variable that is not set."""
    with pytest.raises(UsageError, match=r"give \. for the current directory"):
        discover([""])


def test_a_plan_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    """As PowerShell writes it."""
    (tmp_path / "plan.json").write_bytes(b'\xef\xbb\xbf{"format_version": "1.2"}')
    (one,) = discover([str(tmp_path / "plan.json")])
    assert one.data == b'{"format_version": "1.2"}'


@pytest.mark.parametrize(
    "name", ["a.tfvars", "a.auto.tfvars.json", "all.tftest.hcl", "all.tofutest.hcl", "all.tfquery.hcl"]
)
def test_values_and_tests_stand_for_the_configuration_beside_them(tmp_path: Path, name: str) -> None:
    """As hooks hand over all files that changed; beside none they are nothing to judge."""
    _written(tmp_path, {f"site/{name}": "", "site/main.tf": "", f"values/{name}": ""})
    (one,) = discover([str(tmp_path / "site" / name), str(tmp_path / "values" / name)])
    assert one.path == tmp_path / "site"
    with pytest.raises(NothingFoundError, match="there is no configuration beside it") as caught:
        discover([str(tmp_path / "values" / name)])
    assert ("--var-file" in str(caught.value)) is ("tfvars" in name)


def test_a_stack_is_told_of(tmp_path: Path) -> None:
    """It gives its modules values and providers that nobody judges."""
    stack = 'component "vm" {\n  source = "./vm"\n}\n'
    _written(tmp_path, {"s.tfcomponent.hcl": stack, "s.tfdeploy.hcl": "", "vm/main.tf": ""})
    assert _roots(tmp_path) == [".", "vm"]
    assert [(part.name.rpartition("/")[2], part.fatal) for part in load(tmp_path).unread] == [
        ("s.tfcomponent.hcl", False),
        ("s.tfdeploy.hcl", False),
    ]
    (one,) = discover([str(tmp_path / "s.tfcomponent.hcl")])
    assert one.path == tmp_path


def test_files_of_terragrunt_are_told_of_once(tmp_path: Path) -> None:
    """What they generate and give to modules is in no file that is read."""
    _written(
        tmp_path, {"live/a/terragrunt.hcl": "", "live/b/terragrunt.hcl": "", "m/main.tf": "", "n/main.tf": ""}
    )
    first, second = discover([str(tmp_path)])
    (note,) = first.notes
    assert "live/a/terragrunt.hcl and 1 more: Terragrunt's files are not read" in note
    assert not second.notes
    with pytest.raises(NothingFoundError, match="judge the plans that it makes"):
        discover([str(tmp_path / "live")])


def test_a_module_that_is_called_by_an_expression_is_no_root(tmp_path: Path) -> None:
    """OpenTofu evaluates where it lies before it plans, with the values that are given to variables."""
    call = 'variable "which" {}\nlocals {\n  at = "../modules/${var.which}"\n}\n'
    call += 'module "m" {\n  source = local.at\n}\n'
    _written(
        tmp_path,
        {
            "env/main.tofu": call,
            "env/terraform.tfvars": 'which = "a"\n',
            "modules/a/main.tf": 'resource "null_resource" "a" {\n}\n',
            "modules/b/main.tf": "",
        },
    )
    assert _roots(tmp_path) == ["env", "modules/b"]
    estate = load(tmp_path / "env")
    assert [one.address for one in estate.resources] == ["module.m.null_resource.a"]
    (tmp_path / "env" / "terraform.tfvars").unlink()
    (part,) = load(tmp_path / "env").unread
    assert part.reason == "where the module lies is not known"
