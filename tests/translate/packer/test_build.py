"""What only a build has: passwords in its template, what it writes, settings that it does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commands import vmgate
from tests.translate.packer.sources import BUILDERS, source
from vmgate.read.packer import PackerInputs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Judged = Callable[..., str]

WRITTEN = "stands in the template"
DEFAULT = 'variable "word" {{\n  default   = {0}\n  sensitive = true\n}}\nlocals {{\n  again = var.word\n}}\n'


@pytest.mark.parametrize("builder", sorted(BUILDERS))
def test_a_password_for_the_guest_stands_in_no_template(judged: Judged, builder: str) -> None:
    """As a literal, as a default, by way of a local; handed over when the build runs, it is in order."""
    literal = source(builder, 'ssh_password = "packer"')
    assert judged("VMG0403", literal) == f"fail: ssh_password {WRITTEN}"
    default = DEFAULT.format('"packer"') + source(builder, "winrm_password = local.again")
    assert judged("VMG0403", default) == f"fail: winrm_password {WRITTEN}"
    assert judged("VMG0403", default, PackerInputs(variables={"word": "x"})) == "pass"
    assert judged("VMG0403", default, PackerInputs(environment={"PKR_VAR_word": "x"})) == "pass"
    assert judged("VMG0403", source(builder, "ssh_password = var.secret")) == "pass"
    assert (
        judged("VMG0403", DEFAULT.format('env("X")') + source(builder, "ssh_password = var.word")) == "pass"
    )
    assert judged("VMG0403", source(builder, 'ssh_password = "{{ build_id }}x"')).startswith("unknown: ")
    assert judged("VMG0403", source(builder)) == "pass"


@pytest.mark.parametrize(
    ("builder", "name"),
    [
        ("vsphere-iso", "password"),
        ("vsphere-clone", "password"),
        ("proxmox-iso", "token"),
        ("proxmox-clone", "password"),
    ],
)
def test_a_password_for_the_management_server_stands_in_no_template(
    judged: Judged, builder: str, name: str
) -> None:
    """Neither the builder's nor one of a post-processor that works on the server."""
    assert judged("VMG3403", source(builder, f'{name} = "VMware1!"')) == f"fail: {name} {WRITTEN}"
    assert judged("VMG3403", source(builder, f"{name} = var.secret")) == "pass"
    assert judged("VMG3403", source(builder, f'{name} = "{{{{ build_id }}}}x"')).startswith("unknown: ")
    post = 'post-processor "vsphere" {\n host = "vcenter.example.edu"\n password = "VMware1!"\n}'
    assert judged("VMG3403", source(builder, build=post)) == f"fail: password {WRITTEN}"


@pytest.mark.parametrize("name", ["site.auto.pkrvars.hcl", "site.auto.pkrvars.json"])
@pytest.mark.parametrize(
    ("rule", "password", "said"),
    [
        ("VMG3403", "password = var.word", "password stands in {}"),
        ("VMG0403", "ssh_password = local.again", "ssh_password stands in {}"),
        ("VMG0403", 'ssh_password = "packer"', "ssh_password stands in the template"),
        (
            "VMG0403",
            'cd_content = { "ks" = "rootpw ${var.word}" }',
            "a password of an answer file stands in the template or in {}",
        ),
    ],
)
def test_a_password_stands_where_its_value_is(
    tmp_path: Path, rule: str, password: str, said: str, name: str
) -> None:
    """In a file of values that Packer reads unasked, whatever the default of the variable is."""
    (tmp_path / "main.pkr.hcl").write_text(DEFAULT.format('"packer"') + source("vsphere-iso", password))
    (tmp_path / name).write_text('word = "VMware1!"\n' if name.endswith("hcl") else '{"word": "VMware1!"}')
    done = vmgate("check", ".", "--rule", rule, "-f", "json", directory=tmp_path)
    assert [one["message"] for one in done.json["results"]] == [said.format(name)]


def test_the_older_format_hands_passwords_over_too(judged: Judged) -> None:
    """A variable with a value is written, one without or from the environment is not."""
    template = '{"variables": {"p": %s}, "builders": [{"type": "qemu", "ssh_password": "{{user `p`}}"}]}'
    assert judged("VMG0403", template % '"packer"') == f"fail: ssh_password {WRITTEN}"
    assert judged("VMG0403", template % '"packer"', PackerInputs(variables={"p": "x"})) == "pass"
    assert judged("VMG0403", template % "null") == "pass"
    assert judged("VMG0403", template % '"{{env `P`}}"') == "pass"


TWO = """
source "qemu" "a" {
  iso_url          = "https://images.example.edu/debian-13.iso"
  output_directory = "%s"
}
source "qemu" "b" {
  iso_url          = "https://images.example.edu/debian-13.iso"
  output_directory = "out-b"
}
build {
  sources = ["source.qemu.a", "source.qemu.b"]
  %s
}
"""


@pytest.mark.parametrize(
    ("directory", "post", "verdict"),
    [
        ("out-a", "", "pass"),
        ("out-b", "", "fail: the output directory"),
        ("out-a", 'post-processor "manifest" {}', "fail: the manifest"),
        ("out-a", 'post-processor "manifest" {\n output = "${source.name}.json"\n}', "pass"),
        ("out-a", 'post-processor "manifest" {\n output = "m.json"\n only = ["qemu.a"]\n}', "pass"),
        ("out-a", 'post-processor "checksum" {}', "pass"),
        ("out-a", 'post-processor "checksum" {\n output = "sums"\n}', "fail: the file of checksums"),
        (
            "out-a",
            'post-processor "manifest" {\n output = "${build.ID}.json"\n}',
            "unknown: build.ID is known during",
        ),
    ],
)
def test_builds_write_to_places_of_their_own(judged: Judged, directory: str, post: str, verdict: str) -> None:
    """Manifests, files of checksums, directories; both builds are told."""
    told = judged("VMG3005", TWO % (directory, post))
    assert told.startswith(verdict)
    assert not verdict.startswith("fail") or told.count("fail: ") == 2


def test_a_manifest_that_one_build_writes_twice_is_written_over(judged: Judged) -> None:
    """Two builds of one source, each with the same post-processor."""
    twice = (
        'source "null" "x" {}\n'
        + source("qemu")
        + ('build {\n sources = ["source.qemu.debian"]\n post-processor "manifest" {}\n}\n' * 2)
    )
    assert judged("VMG3005", twice).endswith("is also written by another step of the same build")


@pytest.mark.parametrize(
    ("builder", "written", "meant"),
    [
        ("vsphere-iso", "remove_cdrm = true", "remove_cdrom"),
        ("vsphere-iso", "configuration_parameter = {}", "configuration_parameters"),
        ("vsphere-clone", "insecure_conection = false", "insecure_connection"),
        ("vsphere-iso", "nestedHV = false", "NestedHV"),
        ("proxmox-iso", "insecure_skip_tls_verfy = false", "insecure_skip_tls_verify"),
        ("proxmox-clone", 'network_adapters {\n bridge = "vmbr1"\n vlan_tg = "1"\n}', "vlan_tag"),
        ("qemu", 'vnc_bind_adress = "127.0.0.1"', "vnc_bind_address"),
        ("hyperv-iso", "enable_secureboot = true", "enable_secure_boot"),
        ("vmware-iso", "vmx_data_pst = {}", "vmx_data_post"),
        ("vsphere-supervisor", 'publish_image_nam = "x"', "publish_image_name"),
    ],
)
def test_a_misspelt_setting_is_told_with_the_right_one(
    judged: Judged, builder: str, written: str, meant: str
) -> None:
    """In the source itself and in its blocks."""
    told = judged("VMG0303", source(builder, written))
    assert told.startswith("fail: there is no setting ")
    assert told.endswith(f"did you mean {meant}?")


@pytest.mark.parametrize("builder", sorted(BUILDERS))
def test_a_setting_that_is_like_no_other_may_be_of_another_version(judged: Judged, builder: str) -> None:
    """It is not known, and not silently passed over."""
    told = judged("VMG0303", source(builder, "quantum_entanglement = true"))
    assert told == "unknown: quantum_entanglement is no setting of the builder in the version that is known"
    assert judged("VMG0303", source(builder)) == "pass"


@pytest.mark.parametrize(
    ("answers", "clear"),
    [
        ("rootpw --plaintext packer\n", True),
        ("rootpw packer\n", True),
        ("rootpw --iscrypted $6$abc\n", False),
        ("rootpw --lock\n", False),
        ("user --name=a --password=packer\n", True),
        ("user --name=a --iscrypted --password=$6$x\n", False),
        ("d-i passwd/root-password password packer\n", True),
        ("d-i passwd/root-password-crypted password $6$x\n", False),
        ("# d-i passwd/root-password password packer\n", False),
        ("d-i passwd/user-password password ${password}\n", False),
        ("plain_text_passwd: packer\n", True),
        ("identity:\n  password: $6$abc\n", False),
        ("<Value>UABh</Value><PlainText>false</PlainText>\n", False),
        ("<Value>packer</Value>\n<PlainText>true</PlainText>\n", True),
        ("<Value></Value><PlainText>true</PlainText>\n", False),
        ("rootpw --plaintext \nreboot\n", False),
    ],
)
def test_an_answer_file_holds_no_password_in_clear(judged: Judged, answers: str, *, clear: bool) -> None:
    """Hashes, locked accounts and placeholders are in order."""
    told = judged("VMG0403", source("qemu", 'cd_files = ["answers"]'), answers=answers)
    assert told == ("fail: a password of an answer file stands in answers" if clear else "pass")


def test_an_answer_file_that_is_filled_in_when_the_build_runs_is_in_order(judged: Judged) -> None:
    """Its password comes from outside; a default in the template does not."""
    template = DEFAULT.format('"packer"') + source("qemu", 'cd_content = { "ks" = "rootpw ${var.word}" }')
    assert judged("VMG0403", template) == f"fail: a password of an answer file {WRITTEN}"
    assert judged("VMG0403", template, PackerInputs(variables={"word": "x"})) == "pass"


def test_what_ansible_is_told_of_certificates_counts(judged: Judged) -> None:
    """A build that verifies nothing with one tool is no better for what another does."""
    words = '["--extra-vars", "ansible_winrm_server_cert_validation=ignore"]'
    build = f'provisioner "ansible" {{\n playbook_file = "x.yml"\n extra_arguments = {words}\n}}'
    assert judged("VMG0601", source("vsphere-iso", build=build)).startswith("fail: the server's certificate")
    assert judged("VMG0601", source("vsphere-iso", build=build.replace("ignore", "validate"))) == "pass"


def test_a_script_that_signs_a_certificate_itself_is_found(judged: Judged) -> None:
    """In PowerShell as with OpenSSL."""
    build = 'provisioner "powershell" {\n script = "x.ps1"\n}'
    told = judged(
        "VMG0701", source("vsphere-iso", build=build), x_dot_ps1="New-SelfSignedCertificate -DnsName x"
    )
    assert told == "fail: a script of the build creates a self-signed certificate"
    assert judged("VMG0701", source("vsphere-iso", build=build), x_dot_ps1="Get-Item x") == "pass"
    shell = 'provisioner "shell" {\n inline = ["openssl req -newkey rsa:2048 -nodes -x509 -days 365"]\n}'
    assert judged("VMG0701", source("qemu", build=shell)).startswith("fail: ")


def test_what_a_build_sets_counts_for_that_build(judged: Judged) -> None:
    """The source that it only names stays as it is."""
    template = source("vsphere-iso", without="remove_cdrom") + (
        'build {\n name = "lab"\n source "source.vsphere-iso.debian" {\n remove_cdrom = true\n }\n}\n'
    )
    assert judged("VMG2401", template) == "pass"
    both = template + 'build {\n sources = ["source.vsphere-iso.debian"]\n}\n'
    assert judged("VMG2401", both) == "fail: the machine keeps a CD drive (the builder's default)"


@pytest.mark.parametrize("builder", ["virtualbox-iso", "amazon-ebs", "parallels-iso"])
def test_a_builder_that_nobody_knows_is_told(judged: Judged, builder: str) -> None:
    """Its machine would pass unseen; `null` and `file` make none."""
    told = judged("VMG0301", f'source "{builder}" "x" {{}}\n')
    assert told == "fail: creates a virtual machine of a type that is not covered"
    assert judged("VMG0301", 'source "null" "x" {}\n') == "not judged"


def test_a_command_beside_the_build_may_not_build_machines(judged: Judged) -> None:
    """`govc` in a `shell-local`; what runs inside the guest may do as it likes."""
    local = 'post-processor "shell-local" {\n inline = ["govc vm.clone -vm x y"]\n}'
    assert judged("VMG0301", source("qemu", build=local)).startswith("fail: runs govc")
    inside = 'provisioner "shell" {\n inline = ["govc version"]\n}'
    assert judged("VMG0301", source("qemu", build=inside)) == "pass"
