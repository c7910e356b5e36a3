"""The arguments and blocks that each builder has, blocks' own with dotted paths.

From the schemas of the plugins for vSphere 2.0.0, Proxmox 1.2.4, QEMU 1.1.4, Hyper-V 1.1.4 and VMware 2.1.0; a test
holds each name against them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_COMMUNICATOR = """
    communicator pause_before_connecting ssh_agent_auth ssh_bastion_agent_auth
    ssh_bastion_certificate_file ssh_bastion_host ssh_bastion_interactive ssh_bastion_password
    ssh_bastion_port ssh_bastion_private_key_file ssh_bastion_username ssh_certificate_file ssh_ciphers
    ssh_clear_authorized_keys ssh_disable_agent_forwarding ssh_file_transfer_method ssh_handshake_attempts
    ssh_host ssh_keep_alive_interval ssh_key_exchange_algorithms ssh_keypair_name ssh_local_tunnels
    ssh_password ssh_port ssh_private_key ssh_private_key_file ssh_proxy_host ssh_proxy_password
    ssh_proxy_port ssh_proxy_username ssh_pty ssh_public_key ssh_read_write_timeout ssh_remote_tunnels
    ssh_timeout ssh_username ssh_wait_timeout temporary_key_pair_bits temporary_key_pair_name
    temporary_key_pair_type winrm_host winrm_insecure winrm_no_proxy winrm_password winrm_port
    winrm_timeout winrm_use_ntlm winrm_use_ssl winrm_username
"""
_RUN = """
    boot_command boot_keygroup_interval boot_wait http_bind_address http_content http_directory
    http_interface http_port_max http_port_min vm_name
"""
_VSPHERE = """
    CPU_hot_plug CPU_limit CPU_reservation CPUs NestedHV RAM RAM_hot_plug RAM_reservation RAM_reserve_all
    boot_order cd_content cd_files cd_label cdrom_type cluster configuration_parameters
    content_library_destination content_library_destination.cluster content_library_destination.datastore
    content_library_destination.description content_library_destination.destroy
    content_library_destination.folder content_library_destination.host
    content_library_destination.library content_library_destination.name content_library_destination.ovf
    content_library_destination.ovf_flags content_library_destination.resource_pool
    content_library_destination.skip_import convert_to_template cpu_cores create_snapshot datacenter
    datastore datastore_cluster destroy disable_shutdown disk_controller_type displays export
    export.directory_permission export.force export.image_files export.manifest export.name export.options
    export.output_directory export.output_format firmware floppy_content floppy_dirs floppy_files
    floppy_img_path floppy_label folder force_bios_setup host http_ip http_network_protocol
    insecure_connection ip_settle_timeout ip_wait_address ip_wait_timeout iso_paths notes password
    pci_passthrough_allowed_device pci_passthrough_allowed_device.device_id
    pci_passthrough_allowed_device.sub_device_id pci_passthrough_allowed_device.sub_vendor_id
    pci_passthrough_allowed_device.vendor_id precision_clock reattach_cdroms remove_cdrom
    remove_network_adapter resource_pool set_host_for_datastore_uploads shutdown_command shutdown_timeout
    snapshot_name storage storage.disk_controller_index storage.disk_eagerly_scrub storage.disk_size
    storage.disk_thin_provisioned tools_sync_time tools_sync_time_periodically tools_upgrade_policy
    username vTPM vbs_enabled vcenter_server vgpu_profile video_ram vvtd_enabled
"""
_VSPHERE_ISO = """
    guest_os_type iso_checksum iso_target_extension iso_target_path iso_url iso_urls local_cache_overwrite
    network_adapters network_adapters.mac_address network_adapters.network network_adapters.network_card
    network_adapters.passthrough remote_cache_cleanup remote_cache_datastore remote_cache_overwrite
    remote_cache_path usb_controller vm_version
"""
_VSPHERE_CLONE = """
    customize customize.dns_server_list customize.dns_suffix_list customize.ipv4_gateway
    customize.ipv6_gateway customize.linux_options customize.linux_options.domain
    customize.linux_options.host_name customize.linux_options.hw_clock_utc
    customize.linux_options.time_zone customize.network_interface customize.network_interface.dns_domain
    customize.network_interface.dns_server_list customize.network_interface.ipv4_address
    customize.network_interface.ipv4_netmask customize.network_interface.ipv6_address
    customize.network_interface.ipv6_netmask customize.windows_options
    customize.windows_options.admin_password customize.windows_options.auto_logon
    customize.windows_options.auto_logon_count customize.windows_options.computer_name
    customize.windows_options.full_name customize.windows_options.organization_name
    customize.windows_options.product_key customize.windows_options.run_once_command_list
    customize.windows_options.time_zone customize.windows_options.workgroup customize.windows_sysprep_file
    customize.windows_sysprep_text disk_size linked_clone mac_address network template vapp
    vapp.properties
"""
_PROXMOX = """
    additional_iso_files additional_iso_files.cd_content additional_iso_files.cd_files
    additional_iso_files.cd_label additional_iso_files.device additional_iso_files.index
    additional_iso_files.iso_checksum additional_iso_files.iso_download_pve additional_iso_files.iso_file
    additional_iso_files.iso_storage_pool additional_iso_files.iso_target_extension
    additional_iso_files.iso_target_path additional_iso_files.iso_url additional_iso_files.iso_urls
    additional_iso_files.keep_cdrom_device additional_iso_files.type additional_iso_files.unmount
    ballooning_minimum bios boot boot_key_interval cloud_init cloud_init_disable_upgrade_packages
    cloud_init_disk_type cloud_init_storage_pool cores cpu_type disable_kvm disks disks.asyncio
    disks.cache_mode disks.discard disks.disk_size disks.exclude_from_backup disks.format disks.io_thread
    disks.ssd disks.storage_pool disks.storage_pool_type disks.type efi_config efi_config.efi_format
    efi_config.efi_storage_pool efi_config.efi_type efi_config.pre_enrolled_keys efidisk
    http_network_protocol insecure_skip_tls_verify machine memory network_adapters network_adapters.bridge
    network_adapters.firewall network_adapters.mac_address network_adapters.model network_adapters.mtu
    network_adapters.packet_queues network_adapters.vlan_tag node numa onboot os password pci_devices
    pci_devices.device_id pci_devices.hide_rombar pci_devices.host pci_devices.legacy_igd
    pci_devices.mapping pci_devices.mdev pci_devices.pcie pci_devices.romfile pci_devices.sub_device_id
    pci_devices.sub_vendor_id pci_devices.vendor_id pci_devices.x_vga pool proxmox_url
    qemu_additional_args qemu_agent rng0 rng0.max_bytes rng0.period rng0.source scsi_controller serials
    skip_convert_to_template sockets tags task_timeout template_description template_name token tpm_config
    tpm_config.tpm_storage_pool tpm_config.tpm_version username vga vga.memory vga.type vm_id vm_interface
"""
_PROXMOX_ISO = """
    boot_iso boot_iso.cd_content boot_iso.cd_files boot_iso.cd_label boot_iso.device boot_iso.index
    boot_iso.iso_checksum boot_iso.iso_download_pve boot_iso.iso_file boot_iso.iso_storage_pool
    boot_iso.iso_target_extension boot_iso.iso_target_path boot_iso.iso_url boot_iso.iso_urls
    boot_iso.keep_cdrom_device boot_iso.type boot_iso.unmount iso_checksum iso_download_pve iso_file
    iso_storage_pool iso_target_extension iso_target_path iso_url iso_urls unmount_iso
"""
_PROXMOX_CLONE = """
    clone_vm clone_vm_id full_clone ipconfig ipconfig.gateway ipconfig.gateway6 ipconfig.ip ipconfig.ip6
    nameserver searchdomain
"""
_HYPERV = """
    boot_order cd_content cd_files cd_label configuration_version cpus differencing_disk disable_shutdown
    disk_additional_size disk_block_size disk_size enable_dynamic_memory enable_mac_spoofing
    enable_secure_boot enable_tpm enable_virtualization_extensions first_boot_device floppy_content
    floppy_dirs floppy_files floppy_label generation guest_additions_mode guest_additions_path headless
    iso_checksum iso_target_extension iso_target_path iso_url iso_urls keep_registered mac_address memory
    output_directory secondary_iso_images secure_boot_template shutdown_command shutdown_timeout
    skip_compaction skip_export switch_name switch_vlan_id temp_path vlan_id
"""
_HYPERV_ISO = """
    use_fixed_vhd_format use_legacy_network_adapter
"""
_HYPERV_VMCX = """
    clone_all_snapshots clone_from_snapshot_name clone_from_vm_name clone_from_vmcx_path copy_in_compare
"""
_VMWARE = """
    boot_key_interval cd_content cd_files cd_label cdrom_adapter_type disable_vnc disk_adapter_type
    disk_additional_size disk_type_id display_name floppy_content floppy_dirs floppy_files floppy_label
    format fusion_app_path guest_os_type headless http_network_protocol output_directory ovftool_options
    remote_type shutdown_command shutdown_timeout skip_compaction skip_export snapshot_name tools_mode
    tools_source_path tools_upload_flavor tools_upload_path version vmdk_name vmx_data vmx_data_post
    vmx_remove_ethernet_interfaces vnc_bind_address vnc_disable_password vnc_port_max vnc_port_min
"""
_VMWARE_ISO = """
    cores cpus disk_size firmware iso_checksum iso_target_extension iso_target_path iso_url iso_urls
    memory network network_adapter_type network_name parallel serial sound usb usb_version vhv_enabled
    vmx_disk_template_path vmx_template_path
"""
_VMWARE_VMX = """
    attach_snapshot linked source_path
"""
_QEMU = """
    accelerator boot_key_interval boot_steps cd_content cd_files cd_label cdrom_interface cores cpu_model
    cpus disable_vnc disk_additional_size disk_cache disk_compression disk_detect_zeroes disk_discard
    disk_image disk_interface disk_size display efi_boot efi_drop_efivars efi_firmware_code
    efi_firmware_vars firmware floppy_content floppy_dirs floppy_files floppy_label format headless
    host_port_max host_port_min http_network_protocol iso_checksum iso_skip_cache iso_target_extension
    iso_target_path iso_url iso_urls machine_type memory net_bridge net_device output_directory
    qemu_binary qemu_img_args qemu_img_args.convert qemu_img_args.create qemu_img_args.resize qemuargs
    qmp_enable qmp_socket_path run_once shutdown_command shutdown_timeout skip_compaction skip_nat_mapping
    skip_resize_disk sockets ssh_host_port_max ssh_host_port_min threads tpm_device_type use_backing_file
    use_default_display use_pflash use_tpm1 vga vnc_bind_address vnc_password vnc_port_max vnc_port_min
    vnc_use_password vtpm
"""
_SUPERVISOR = """
    bootstrap_data_file bootstrap_provider class_name clean_imported_image guest_os_type image_name
    import_request_name import_source_ssl_certificate import_source_url import_target_image_name
    import_target_image_type import_target_location_name iso_boot_disk_size keep_import_request
    keep_input_artifact kubeconfig_path publish_image_name publish_location_name source_name storage_class
    supervisor_namespace watch_import_timeout_sec watch_publish_timeout_sec watch_source_timeout_sec
"""

ARGUMENTS: Final[Mapping[str, frozenset[str]]] = {
    builder: frozenset(names.split())
    for builder, names in {
        "vsphere-iso": _COMMUNICATOR + _RUN + _VSPHERE + _VSPHERE_ISO,
        "vsphere-clone": _COMMUNICATOR + _RUN + _VSPHERE + _VSPHERE_CLONE,
        "vsphere-supervisor": _COMMUNICATOR + _SUPERVISOR,
        "proxmox": _COMMUNICATOR + _RUN + _PROXMOX + _PROXMOX_ISO,
        "proxmox-iso": _COMMUNICATOR + _RUN + _PROXMOX + _PROXMOX_ISO,
        "proxmox-clone": _COMMUNICATOR + _RUN + _PROXMOX + _PROXMOX_CLONE,
        "qemu": _COMMUNICATOR + _RUN + _QEMU,
        "hyperv-iso": _COMMUNICATOR + _RUN + _HYPERV + _HYPERV_ISO,
        "hyperv-vmcx": _COMMUNICATOR + _RUN + _HYPERV + _HYPERV_VMCX,
        "vmware-iso": _COMMUNICATOR + _RUN + _VMWARE + _VMWARE_ISO,
        "vmware-vmx": _COMMUNICATOR + _RUN + _VMWARE + _VMWARE_VMX,
    }.items()
}
