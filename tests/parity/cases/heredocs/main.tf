terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
}

variable "users" { default = ["ada", "grace"] }

resource "vsphere_virtual_machine" "vm" {
  name             = "vm"
  resource_pool_id = "resgroup-1"
  annotation       = <<EOT
plain
  kept
EOT
  extra_config = {
    "guestinfo.userdata" = base64encode(<<-EOT
      #cloud-config
      users:
      %{~ for user in var.users ~}
        - ${user}
      %{~ endfor ~}

      runcmd: ["echo $${HOME} %%{x}"]
    EOT
    )
    "guestinfo.metadata" = <<-YAML
      ${yamlencode({ "local-hostname" = "vm", n = 1 })}
        indented: "${length(var.users)}"
    YAML
  }
}
