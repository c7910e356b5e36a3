locals { stamp = regex_replace(timestamp(), "[- TZ:]", "") }

source "vmware-iso" "base" {
  vm_name             = "{{ build_name }}-{{ build_type }}"
  display_name        = "base-${local.stamp}"
  guest_os_type       = "debian12-64"
  remote_type         = "esx5"
  insecure_connection = regex_replace("true!", "!", "")
  vmx_data = {
    "isolation.tools.copy.disable" = "TRUE"
    "annotation"                   = "made {{timestamp}}"
  }
  network_name = "{{user `net`}}"
}
