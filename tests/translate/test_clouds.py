"""Machine images of public clouds, whose schemas are not at hand: judged from source at the template gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.examples import site
from tests.translate.cases import SILENT, told
from vmgate.read.hcl import load

if TYPE_CHECKING:
    from pathlib import Path

RECORD = """
name = "debian13"
version = "2026.11"
approval = "approved"
system = { id = "debian", version = "13" }

[[locator]]
platform = "aws"
identity = "ami-0a1b2c3d4e5f60718"
name = "debian13 of AWS"

[[locator]]
platform = "azure"
identity = "Debian:debian-13:13-gen2:0.20261101.2280"
name = "debian13 of Azure"

[[locator]]
platform = "azure"
identity = "/subscriptions/1/resourceGroups/g/providers/Microsoft.Compute/galleries/g/images/d/versions/1.0.0"
name = "debian13 of the gallery"

[[locator]]
platform = "gcp"
identity = "projects/example-images/global/images/debian-13-20261101"
name = "debian13 of GCP"
"""

CLOUDS = """
resource "terraform_data" "later" {}

data "aws_ami" "newest" {
  most_recent = true
  owners      = ["self"]
  filter {
    name   = "name"
    values = ["debian-13-*"]
  }
}

resource "aws_ami" "made" {
  name = "made"
}

resource "aws_launch_template" "golden" {
  image_id = "ami-0a1b2c3d4e5f60718"
}

resource "aws_launch_template" "without" {
  instance_type = "t3.small"
}
"""

APPROVED, FOREIGN = "pass pass", "pass fail"
NOTHING, UNKNOWN, UNTOLD = f"fail {SILENT}", "unknown unknown", "pass unknown"


def verdicts(folder: Path, type_: str, body: str, *rules: str) -> str:
    """What rules, or those on the origin of machines, say of one machine with this body."""
    (folder / "main.tf").write_text(f'{CLOUDS}\nresource "{type_}" "it" {{\n{body}\n}}\n')
    (folder / "templates").mkdir()
    (folder / "templates" / "debian13.toml").write_text(RECORD)
    estate = load(folder)
    assert not estate.unread
    found = told(estate, site(folder))
    return " ".join(found.get((rule, f"{type_}.it"), SILENT) for rule in rules or ("VMG3001", "VMG3002"))


@pytest.mark.parametrize("kind", ["aws_instance", "aws_spot_instance_request"])
@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('ami = "ami-0a1b2c3d4e5f60718"', APPROVED),
        ('ami = "ami-0ffffffffffffffff"', FOREIGN),
        ("ami = data.aws_ami.newest.id", UNTOLD),
        ("ami = aws_ami.made.id", UNTOLD),
        ("ami = terraform_data.later.id", UNKNOWN),
        ("", NOTHING),
        ("launch_template {\n  id = aws_launch_template.golden.id\n}", APPROVED),
        ("launch_template {\n  id = aws_launch_template.without.id\n}", NOTHING),
        ('launch_template {\n  id      = aws_launch_template.golden.id\n  version = "3"\n}', UNKNOWN),
        ('launch_template {\n  id = "lt-0abcd"\n}', UNKNOWN),
    ],
)
def test_an_instance_comes_from_an_image_by_its_id(kind: str, body: str, said: str, tmp_path: Path) -> None:
    """What a data source finds by owner and name, and what has the number of a version, is not known from source."""
    assert verdicts(tmp_path, kind, body) == said


REFERENCE = """source_image_reference {
  publisher = "Debian"
  offer     = "debian-13"
  sku       = "13-gen2"
  version   = "%s"
}"""

GALLERY = "/subscriptions/1/resourceGroups/g/providers/Microsoft.Compute/galleries/g/images/d/versions"


@pytest.mark.parametrize(
    "kind", ["azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine_scale_set"]
)
@pytest.mark.parametrize(
    ("body", "said"),
    [
        (REFERENCE % "0.20261101.2280", APPROVED),
        (REFERENCE % "0.20251101.1111", FOREIGN),
        (REFERENCE % "latest", UNTOLD),
        (f'source_image_id = "{GALLERY}/1.0.0"', APPROVED),
        (f'source_image_id = "{GALLERY}/0.9.0"', FOREIGN),
        ("source_image_id = terraform_data.later.id", UNKNOWN),
        (f'os_managed_disk_id = "{GALLERY}/disk"', NOTHING),
        ("", NOTHING),
    ],
)
def test_a_machine_of_azure_comes_from_a_gallery_or_the_marketplace(
    kind: str, body: str, said: str, tmp_path: Path
) -> None:
    """The latest version is whatever is newest: no identity that anybody approved."""
    assert verdicts(tmp_path, kind, body) == said


DISK = "boot_disk {\n  initialize_params {\n    image = %s\n  }\n}"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (DISK % '"projects/example-images/global/images/debian-13-20261101"', APPROVED),
        (
            DISK
            % '"https://www.googleapis.com/compute/v1/projects/example-images/global/images/debian-13-20261101"',
            APPROVED,
        ),
        (DISK % '"projects/debian-cloud/global/images/debian-12-20250101"', FOREIGN),
        (DISK % '"projects/debian-cloud/global/images/family/debian-13"', UNTOLD),
        (DISK % '"debian-cloud/debian-13"', UNTOLD),
        (DISK % "terraform_data.later.id", UNKNOWN),
        ('boot_disk {\n  source = "disk-1"\n}', NOTHING),
        ("boot_disk {\n}", NOTHING),
    ],
)
def test_an_instance_of_google_comes_from_an_image_and_not_from_a_family(
    body: str, said: str, tmp_path: Path
) -> None:
    """A family is whatever is newest in it when the instance is made."""
    assert verdicts(tmp_path, "google_compute_instance", body) == said


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("azurerm_linux_virtual_machine", f'os_managed_disk_id = "{GALLERY}/disk"', "fail"),
        ("azurerm_linux_virtual_machine", REFERENCE % "latest", "pass"),
        ("azurerm_linux_virtual_machine", "lifecycle {\n  ignore_changes = [source_image_reference]\n}", "fail"),
        ("google_compute_instance", 'boot_disk {\n  source = "disk-1"\n}', "fail"),
        ("google_compute_instance", "lifecycle {\n  ignore_changes = [boot_disk]\n}", "fail"),
        ("aws_instance", "lifecycle {\n  ignore_changes = [ami]\n}", "fail"),
        ("aws_instance", "lifecycle {\n  ignore_changes = [tags]\n}", "pass"),
    ],
)  # fmt: skip
def test_a_disk_that_is_there_already_and_changes_that_are_ignored_are_no_origin(
    kind: str, body: str, said: str, tmp_path: Path
) -> None:
    """What is written of the image then is not what runs."""
    assert verdicts(tmp_path, kind, body, "VMG3004") == said


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("aws_instance", "source_dest_check = false", "fail"),
        ("aws_instance", "source_dest_check = true", SILENT),
        ("aws_instance", 'source_dest_check = terraform_data.later.id != ""', "unknown"),
        ("google_compute_instance", "can_ip_forward = true", "fail"),
        ("google_compute_instance", "", SILENT),
    ],
)
def test_a_machine_that_forwards_sends_from_any_address(
    kind: str, body: str, said: str, tmp_path: Path
) -> None:
    """That it does not is no filter that the configuration has."""
    assert verdicts(tmp_path, kind, body, "VMG0904") == said


@pytest.mark.parametrize(
    ("offer", "sku", "said"),
    [
        ("debian-13", "13-gen2", "pass"),
        ("0001-com-ubuntu-server-xenial", "16_04-lts-gen2", "fail"),
        ("UbuntuServer", "18.04-LTS", "fail"),
        ("UbuntuServer", "18_04-daily-lts-gen2", "fail"),
        ("WindowsServer", "2025-datacenter-azure-edition", "pass"),
        ("WindowsServer", "2012-R2-Datacenter", "fail"),
        ("WindowsServer", "2008-R2-SP1", "fail"),
        ("RHEL", "7_9", "fail"),
        ("RHEL", "79-gen2", "fail"),
        ("RHEL", "9-lvm-gen2", "pass"),
        ("RHEL", "10-lvm", "pass"),
        ("CentOS", "7.5", "fail"),
        ("CentOS-LVM", "7-lvm-gen2", "fail"),
    ],
)
def test_offer_and_sku_say_which_system_it_is(offer: str, sku: str, said: str, tmp_path: Path) -> None:
    """Whether that is supported is another rule's to say."""
    body = REFERENCE.replace("debian-13", offer).replace("13-gen2", sku) % "1"
    assert verdicts(tmp_path, "azurerm_linux_virtual_machine", body, "VMG3501") == said


@pytest.mark.parametrize(
    ("image", "said"),
    [
        ("debian-cloud/debian-10", "fail"),
        ("debian-cloud/debian-13", "pass"),
        ("projects/debian-cloud/global/images/family/debian-11", "fail"),
        ("ubuntu-os-cloud/ubuntu-1804-lts", "fail"),
        ("ubuntu-os-cloud/ubuntu-minimal-2404-lts-amd64", "pass"),
        ("projects/centos-cloud/global/images/centos-7-v20240611", "fail"),
        ("windows-cloud/windows-server-2012-r2-dc-core-v20230809", "fail"),
        ("windows-cloud/windows-2022", "pass"),
        ("example-images/golden", "unknown"),
    ],
)
def test_the_name_of_an_image_or_a_family_says_which_system_it_is(
    image: str, said: str, tmp_path: Path
) -> None:
    """All images of a family are of one system."""
    body = f'boot_disk {{\n  initialize_params {{\n    image = "{image}"\n  }}\n}}'
    assert verdicts(tmp_path, "google_compute_instance", body, "VMG3501") == said
