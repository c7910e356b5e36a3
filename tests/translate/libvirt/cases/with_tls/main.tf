# Two providers in one configuration: a hypervisor over TLS, and the certificates for it.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.9.7"
    }
    tls = {
      source = "hashicorp/tls"
    }
  }
}

provider "libvirt" { # VMG0601 pass, VMG0602 pass, VMG0701 pass, VMG3301 pass
  uri = "qemu+tls://kvm1.example.edu/system?pkipath=/etc/vmgate/pki"
}

resource "tls_private_key" "kvm1" {
  algorithm = "ECDSA"
}

resource "tls_self_signed_cert" "kvm1" { # VMG0701 fail
  private_key_pem       = tls_private_key.kvm1.private_key_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]

  subject {
    common_name = "kvm1.example.edu"
  }
}

resource "libvirt_domain" "web" { # VMG0904 pass, VMG2601 pass, VMG3201 pass
  name = "web"
  type = "kvm"
  devices = {
    interfaces = [{
      source     = { bridge = { bridge = "ovs1" } }
      vlan       = { tags = [{ id = 110 }] }
      filter_ref = { filter = "clean-traffic" }
    }]
  }
}
