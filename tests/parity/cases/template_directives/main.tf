variable "nics" { default = [{ name = "eth0", ip = "10.0.0.1" }, { name = "eth1", ip = null }] }

resource "terraform_data" "netplan" {
  input = <<-EOT
    network:
    %{ for i, nic in var.nics ~}
      ${nic.name}:
        dhcp: ${nic.ip == null}
    %{ if nic.ip != null ~}
        addresses: ["${nic.ip}/24"]
    %{ endif ~}
    %{ endfor ~}
    end
  EOT
}

resource "terraform_data" "inline" {
  input = [
    "%{ if length(var.nics) > 1 }many%{ else }one%{ endif }",
    "%{ for n in var.nics }[${n.name}]%{ endfor }",
    "${"nested ${"deep ${1 + 1}"}"}",
    "a${"b"}${true}${1.0}",
    "  %{~ if true ~}  x  %{~ endif ~}  y",
  ]
}
