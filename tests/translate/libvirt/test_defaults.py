"""Every default that the translation relies on is the provider's, and every attribute that it reads exists."""

from __future__ import annotations

import pytest

from tests.standin.facts import ProviderFacts, provider_facts
from vmgate.translate.libvirt import TRANSLATIONS
from vmgate.translate.libvirt.defaults import DEFAULTS, PROVIDER_URI

BLOCKS = provider_facts("libvirt", "0.8.3")
FLAT = provider_facts("libvirt", "0.9.0")
NESTED = provider_facts("libvirt", "0.9.7")
GENERATIONS = {"0.8.3": BLOCKS, "0.9.0": FLAT, "0.9.7": NESTED}

DISK = ("source.volume.pool", "source.volume.volume", "source.block.dev", "source.file.file", "source.dir.dir",
        "source.nvme", "source.vhost_user", "source.vhost_vdpa.dev", "source.network.protocol", "source.network.tls",
        "source.ssl.verify", "device", "shareable", "raw_io", "sgio", "boot.order")  # fmt: skip
INTERFACE = ("source.network.network", "source.network.port_group", "source.bridge.bridge", "source.direct.dev",
             "source.hostdev", "source.user", "source.vdpa", "source.vhost_user", "source.vds", "source.udp",
             "source.mcast", "source.server", "source.client", "filter_ref.filter", "trust_guest_rx_filters",
             "vlan.tags.id")  # fmt: skip
HOST_DEVICE = ("subsys_pci.source.address.function", "subsys_usb.source.vendor.id", "subsys_usb.source.product.id",
               "subsys_usb.source.address.bus", "subsys_usb.source.address.device", "subsys_m_dev.source.address.uuid",
               "caps_storage.source.block", "caps_misc.source.char", "caps_net.source.interface",
               "subsys_scsi.source.iscsi.name", "subsys_scsi.source.host.adapter.name", "subsys_scsi_host.source.wwpn",
               "subsys_scsi.sgio", "subsys_scsi.raw_io")  # fmt: skip
CONSOLE = ("spice.clip_board.copy_paste", "spice.file_transfer.enable", "spice.default_mode", "spice.channel.mode",
           "spice.channel.name", "spice.listen", "spice.listeners.address.address", "spice.listeners.network.network",
           "vnc.listen", "vnc.listeners.address.address", "rdp")  # fmt: skip
TERMINALS = ("serials", "parallels", "consoles", "channels")
TERMINAL = ("source.dev.path", "source.file", "source.pipe", "source.unix.mode", "source.tcp.host", "source.tcp.tls",
            "source.udp.connect_host", "source.qemu_vd_agent.clip_board.copy_paste")  # fmt: skip


@pytest.mark.parametrize(
    ("resource_type", "path", "default"),
    [(type_, path, default) for type_, paths in DEFAULTS.items() for path, default in paths.items()],
)
def test_a_default_is_what_the_schema_of_blocks_says(resource_type: str, path: str, default: object) -> None:
    """A default that the provider changes is noticed here before anybody trusts a verdict on it."""
    assert BLOCKS.exists(resource_type, path)
    assert BLOCKS.default(resource_type, path) == default


@pytest.mark.parametrize("facts", [FLAT, NESTED], ids=["0.9.0", "0.9.7"])
def test_without_a_uri_it_is_the_local_hypervisor(facts: ProviderFacts) -> None:
    """With an empty environment. Up to 0.8 it has to be written, or stand in the environment."""
    assert facts.provider_default("uri") == PROVIDER_URI
    assert facts.provider_env("uri") == ("LIBVIRT_DEFAULT_URI",)
    assert BLOCKS.provider_default("uri") is None


@pytest.mark.parametrize(
    "path", ["autostart", "cpu", "emulator", "network_interface.network_id", "network_interface.network_name"]
)
def test_these_are_filled_in_by_the_provider_of_blocks(path: str) -> None:
    """What is left out there is unknown in a plan, and the translation tells that from a value set to an unknown."""
    assert BLOCKS.optional_computed("libvirt_domain", path)


@pytest.mark.parametrize("version", GENERATIONS)
def test_every_translated_type_exists(version: str) -> None:
    """In every generation, under the same name."""
    types = {type_ for mode, type_ in TRANSLATIONS if mode == "managed"}
    assert types <= set(GENERATIONS[version].resource_types())


@pytest.mark.parametrize(
    ("version", "resource_type", "paths"),
    [
        ("0.8.3", "libvirt_domain", [
            "boot_device", "cloudinit", "cpu.mode", "disk.block_device", "disk.file", "disk.url", "disk.volume_id",
            "filesystem.source", "initrd", "kernel", "network_interface.bridge", "network_interface.macvtap",
            "network_interface.passthrough", "network_interface.private", "network_interface.vepa", "xml.xslt",
            "console.type", "console.source_path", "console.target_type", "tpm.backend_device_path",
        ]),
        ("0.8.3", "libvirt_network", ["name", "bridge", "mode", "xml.xslt"]),
        ("0.8.3", "libvirt_volume", ["base_volume_id", "base_volume_name", "base_volume_pool", "source", "xml.xslt"]),
        ("0.8.3", "libvirt_pool", ["name", "type", "target.path"]),
        ("0.9.0", "libvirt_domain", [
            "running", "autostart", "devices.disks.source.block", "devices.disks.source.file",
            "devices.disks.source.volume", "devices.filesystems.source", "devices.graphics.spice.tlsport",
            "devices.graphics.vnc.listen", "devices.interfaces.source.network", "devices.interfaces.source.portgroup",
            "devices.interfaces.source.dev", "devices.serials.source_path", "devices.consoles.target_type",
            "devices.tpms.backend_type", "devices.tpms.backend_device_path",
        ]),
        ("0.9.0", "libvirt_network", ["name", "bridge", "mode"]),
        ("0.9.0", "libvirt_volume", ["backing_store.path", "create.content.url", "pool"]),
        ("0.9.7", "libvirt_domain", [
            "running", "autostart", "cpu.mode", "cpu.features.policy", "os.sm_bios.mode", "os.kernel", "os.initrd",
            "bootloader", "qemu_commandline", "qemu_override", "lxc_namespace", "sec_label.type", "sec_label.relabel",
            "devices.emulator", "devices.filesystems.source.mount.dir", "devices.filesystems.source.bind.dir",
            "devices.filesystems.source.file.file", "devices.shmems", "devices.sounds", "devices.redir_devs",
            "devices.smartcards.host", "devices.memorydevs.source.path", "devices.inputs.source.ev_dev.dev",
            "devices.inputs.source.passthrough.ev_dev", "devices.tpms.backend.passthrough.device.path",
            "devices.consoles.target.type",
            *(f"devices.disks.{path}" for path in DISK),
            *(f"devices.interfaces.{path}" for path in INTERFACE),
            *(f"devices.hostdevs.{path}" for path in HOST_DEVICE),
            *(f"devices.graphics.{path}" for path in CONSOLE),
            *(f"devices.{name}.{path}" for name in TERMINALS for path in TERMINAL),
        ]),
        ("0.9.7", "libvirt_network", [
            "name", "bridge.name", "forward.mode", "vlan.tags.id", "port_groups.name", "port_groups.vlan.tags.id",
            "port_groups.trust_guest_rx_filters", "trust_guest_rx_filters",
        ]),
        ("0.9.7", "libvirt_volume", ["backing_store.path", "create.content.url", "pool", "name"]),
        ("0.9.7", "libvirt_pool", ["name", "type", "target.path"]),
    ],
)  # fmt: skip
def test_every_attribute_that_is_read_exists(version: str, resource_type: str, paths: list[str]) -> None:
    """No attribute is read that the generation does not have."""
    assert [path for path in paths if not GENERATIONS[version].exists(resource_type, path)] == []
