"""Templates as they are in the wild: what their sources are, with their values and places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.read.packer.conftest import TEMPLATES
from vmgate.model.value import Reference, Unknown
from vmgate.read.packer import PackerSource, load

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

_PROJECT = Path(__file__).parents[3]


def _source(estate: Estate, address: str) -> PackerSource:
    (found,) = [resource for resource in estate.resources if resource.address == address]
    assert isinstance(found, PackerSource)
    return found


def _reason(resource: Resource, *path: str | int) -> str:
    value = resource.at(path)
    assert isinstance(value, Unknown), value
    return value.reason


def test_no_template_is_without_sources_or_has_parts_that_are_not_read(kept: dict[str, Estate]) -> None:
    """But for the argument that one of them sets twice."""
    assert len(kept) >= 12
    for name, estate in kept.items():
        assert [r for r in estate.resources if r.mode == "packer"], name
        if name != "several":
            assert not estate.unread, name


def test_a_linux_template_in_a_content_library(kept: dict[str, Estate]) -> None:
    """Variables in a file of their own, files by absolute path, dynamic blocks, a commit that only a run knows."""
    source = _source(kept["vsphere-linux"], "source.vsphere-iso.linux-ubuntu")
    assert (source.mode, source.type, source.name) == ("packer", "vsphere-iso", "linux-ubuntu")
    assert source.provider == "github.com/hashicorp/vsphere"
    assert source.read("insecure_connection") is True
    assert source.read("vm_name") == "linux-ubuntu-24.04"
    assert (source.read("CPUs"), source.read("cpus"), source.read("RAM")) == (2, None, 2048)
    assert source.read("storage") == [
        {"disk_size": 40960, "disk_thin_provisioned": True},
        {"disk_size": 10240, "disk_thin_provisioned": False},
    ]
    assert source.read("content_library_destination") is None
    assert source.at(("http_content", "/meta-data")) == "instance-id: ubuntu\n"
    expected = "#cloud-config\nuser: builder\nhostname: linux-ubuntu-24.04\n"
    assert source.at(("http_content", "/user-data")) == expected
    assert _reason(source, "vcenter_server") == "required variable vsphere_endpoint has no value"
    assert _reason(source, "boot_command", 1) == "{{.HTTPIP}} is known during the build"
    assert source.is_sensitive(("http_content", "/user-data"))
    (command,) = source.provisioners()
    assert command["type"] == "ansible"
    assert command["text"] == "/ansible/linux-playbook.yml"
    assert source.post_processors()[0]["custom_data"] == {"vm_cpu_count": 2}


def test_a_windows_template(kept: dict[str, Estate]) -> None:
    """`{{ … }}` in strings, values as texts, and what runs for which source."""
    source = _source(kept["vsphere-windows"], "source.vsphere-iso.windows-2025")
    assert _reason(source, "vm_name") == "the result of isotime differs with every run"
    assert _reason(source, "password") == "the environment variable VSPHERE_PASSWORD is read when Packer runs"
    assert source.read("insecure_connection") == "true"
    assert (source.read("vTPM"), source.read("firmware"), source.read("remove_cdrom")) == (
        True,
        "efi-secure",
        True,
    )
    assert source.read("floppy_files") == ["./autounattend.xml"]
    kinds = [command["type"] for command in source.provisioners()]
    assert kinds == ["windows-update", "powershell", "shell-local"]
    assert source.provisioners()[1]["inline"] == [
        "Set-LocalUser -Name Administrator -Password 'S3cret!'",
        "Write-Host windows windows-2025",
    ]
    assert source.provisioners()[2]["text"] == "echo done"
    assert source.is_sensitive(("provisioner", 1, "inline", 0))
    assert [each["type"] for each in source.post_processors()] == ["vsphere-template", "shell-local"]
    assert source.post_processors()[0]["insecure"] is True


def test_a_clone_refers_to_the_data_source_that_finds_its_template(kept: dict[str, Estate]) -> None:
    """The data source is a resource with its configured values, its answers are unknown."""
    estate = kept["vsphere-clone"]
    source = _source(estate, "source.vsphere-clone.web")
    reference = Reference("data.vsphere-virtualmachine.base", ("vm_name",))
    assert source.references(("template",)) == (reference,)
    (data,) = estate.at(reference)
    assert (data.mode, data.read("name"), data.read("template")) == ("data", "tpl-debian13", True)
    assert source.read("CPUs") == 4
    assert _reason(source, "vm_name") == "the result of uuidv4 differs with every run"
    assert _reason(source, "notes") == "Vault is asked when Packer runs"
    assert source.is_sensitive(("notes",))
    assert source.at(("customize", 0, "linux_options", 0, "host_name")) == "web"


def test_a_proxmox_template(kept: dict[str, Estate]) -> None:
    """Blocks, attributes of objects, values from a file beside the template, shell commands as they are."""
    source = _source(kept["proxmox-iso"], "source.proxmox-iso.debian-13")
    assert source.read("proxmox_url") == "https://pve1.example.edu:8006/api2/json"
    assert source.at(("network_adapters", 0, "vlan_tag")) == "310"
    assert source.at(("disks", 0, "disk_size")) == "20G"
    assert source.at(("efi_config", 0, "pre_enrolled_keys")) is True
    assert source.read("node") == "pve1"
    (command,) = source.provisioners()
    assert command["execute_command"] == "echo 'packer' | {{ .Vars }} sudo -S -E sh -eux '{{ .Path }}'"


def test_a_build_may_use_a_source_once_for_each_element(kept: dict[str, Estate]) -> None:
    """`dynamic "source"` makes a resource of each use, numbered, as no name tells them apart."""
    estate = kept["proxmox-clone"]
    assert [r.address for r in estate.resources] == [
        "build.apps.source.proxmox-clone.app[0]",
        "build.apps.source.proxmox-clone.app[1]",
    ]
    assert [r.read("node") for r in estate.resources] == ["pve1", "pve2"]
    assert [r.read("clone_vm") for r in estate.resources] == ["debian-13", "debian-13"]
    assert {r.block_address for r in estate.resources} == {"build.apps.source.proxmox-clone.app"}
    assert [r.provisioners()[0]["inline"] for r in estate.resources] == [
        ["hostnamectl set-hostname app-a"],
        ["hostnamectl set-hostname app-b"],
    ]


def test_qemu_hyperv_and_vmware_templates(kept: dict[str, Estate]) -> None:
    """Lookups in maps, heredocs, functions of Packer's own, strings in the older template language."""
    qemu = _source(kept["qemu"], "source.qemu.rocky")
    assert qemu.read("iso_checksum") == "sha256:aa"
    assert qemu.read("output_directory") == "output-rocky-9-4"
    assert qemu.at(("http_content", "/ks.cfg")) == "lang en_US.UTF-8\nrootpw --iscrypted x\n"
    assert qemu.at(("qemuargs", 0)) == ["-cpu", "host"]
    assert _reason(qemu, "qemuargs", 1, 1) == "{{.SSHHostPort}} is known during the build"
    hyperv = _source(kept["hyperv"], "source.hyperv-iso.win11")
    assert hyperv.read("vm_name") == "packer-win11.pkr"
    assert hyperv.read("enable_secure_boot") is True
    vmware = _source(kept["vmware"], "source.vmware-iso.base")
    assert vmware.read("vm_name") == "base-vmware-iso"
    assert vmware.read("insecure_connection") == "true"
    assert _reason(vmware, "vmx_data", "annotation") == "the result of timestamp differs with every run"
    assert _reason(vmware, "network_name") == "{{user}} has no meaning in HCL"


def test_builds_add_to_sources_before_anything_is_judged(kept: dict[str, Estate]) -> None:
    """An own resource for each build that adds something; a source that none uses, or one as it is, stays."""
    estate = kept["several"]
    assert [r.address for r in estate.resources] == [
        "build.web.source.vsphere-iso.debian",
        "build.source.vsphere-iso.debian[0]",
        "build.source.vsphere-iso.debian[1]",
        "source.null.check",
        "source.null.unused",
    ]
    web = _source(estate, "build.web.source.vsphere-iso.debian")
    assert web.read("name") is None
    assert web.read("vm_name") == "tpl-web"
    assert web.read("guest_os_type") == "debian12_64Guest"
    assert web.read("storage") == [{"disk_size": 20480}, {"disk_size": 10240}]
    assert web.read("content_library_destination") == [{"library": "cl-templates"}]
    assert [r.read("vm_name") for r in estate.resources[1:3]] == ["first", "second"]
    assert estate.resources[2].provisioners()[0]["inline"] == ["echo vsphere-iso"]


def test_what_source_and_build_both_set_is_the_builds_and_noted(kept: dict[str, Estate]) -> None:
    """Packer refuses such a template; what the build writes is what somebody means."""
    estate = kept["several"]
    assert _source(estate, "build.web.source.vsphere-iso.debian").read("insecure_connection") is True
    (part,) = estate.unread
    assert not part.fatal
    assert part.span is not None
    assert part.span.line == 26
    assert (
        "refuses to set insecure_connection both in source.vsphere-iso.debian and in a build" in part.reason
    )


def test_values_know_their_place(kept: dict[str, Estate]) -> None:
    """In the source, in the build that adds them, in commands; what is absent has that of its block."""
    web = _source(kept["several"], "build.web.source.vsphere-iso.debian")
    lines = {
        (): 23, ("guest_os_type",): 6, ("vm_name",): 25, ("storage", 0, "disk_size"): 8, ("storage", 1): 27,
        ("firmware",): 23,
    }  # fmt: skip
    found = {path: web.span(path) for path in lines}
    assert {path: span.line for path, span in found.items() if span is not None} == lines
    windows = _source(kept["vsphere-windows"], "source.vsphere-iso.windows-2025")
    span = windows.span(("provisioner", 1, "inline"))
    assert span is not None
    assert (
        "Set-LocalUser"
        in (TEMPLATES / "vsphere-windows/windows.pkr.hcl").read_text().splitlines()[span.line - 1]
    )


def test_the_json_syntax_of_the_language(kept: dict[str, Estate]) -> None:
    """Sources, builds and locals as objects; strings are templates."""
    source = _source(kept["file-json"], "source.vsphere-iso.debian")
    assert (source.read("CPUs"), source.read("vm_name"), source.read("notes")) == (2, "A-hush", "tpl-x")
    assert source.read("network_adapters") == [{"network": "pg-app-120"}]
    assert source.is_sensitive(("vm_name",))
    assert [command["type"] for command in source.provisioners()] == ["shell", "shell-local"]
    assert source.provisioners()[1]["command"] == "echo debian"
    assert source.post_processors() == [{"type": "manifest", "output": "m.json"}]


def test_the_projects_own_templates() -> None:
    """Every argument of every source is known as they stand."""
    for directory in sorted(path.parent for path in (_PROJECT / "packer").glob("*/plugins.pkr.hcl")):
        estate = load(directory)
        assert not estate.unread
        assert len(estate.resources) > 1
        for source in estate.resources:
            assert [name for name in source.attributes() if isinstance(source.read(name), Unknown)] == []
