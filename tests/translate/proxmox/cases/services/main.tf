# Links of the provider and of nodes, and certificates of nodes.

terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
    tls = {
      source  = "hashicorp/tls"
      version = "4.2.1"
    }
  }
}

provider "proxmox" { # VMG0201 pass, VMG0601 pass, VMG0602 pass, VMG0701 pass, VMG3301 pass
  endpoint = "https://pve.example.edu:8006/"
}

provider "proxmox" { # VMG0201 fail, VMG0601 fail, VMG0602 fail, VMG0701 fail, VMG3301 fail
  alias    = "lab"
  endpoint = "http://pve-lab.example.edu:8006/"
  insecure = true
}

provider "proxmox" { # VMG0201 unknown, VMG0602 fail
  alias   = "old"
  min_tls = "1.1"
}

resource "proxmox_download_file" "plain" { # VMG0602 fail
  node_name    = "pve1"
  datastore_id = "local"
  content_type = "import"
  url          = "http://images.example.edu/debian-13.qcow2"
}

resource "proxmox_virtual_environment_file" "old" { # VMG0602 fail
  node_name    = "pve1"
  datastore_id = "local"
  content_type = "iso"

  source_file {
    path    = "https://images.example.edu/debian-13.iso"
    min_tls = "1.0"
  }
}

resource "proxmox_metrics_server" "influx" { # VMG0601 pass, VMG0602 pass
  name            = "influx"
  server          = "metrics.example.edu"
  port            = 8086
  type            = "influxdb"
  influx_db_proto = "https"
}

resource "proxmox_metrics_server" "by_default" { # VMG0601 silent, VMG0602 fail
  name   = "by-default"
  server = "metrics.example.edu"
  port   = 8089
  type   = "influxdb"
}

resource "proxmox_metrics_server" "unverified" { # VMG0601 fail, VMG0602 pass
  name            = "unverified"
  server          = "metrics.example.edu"
  port            = 8086
  type            = "influxdb"
  influx_db_proto = "https"
  influx_verify   = false
}

resource "proxmox_metrics_server" "graphite" { # VMG0601 silent, VMG0602 fail
  name   = "graphite"
  server = "metrics.example.edu"
  port   = 2003
  type   = "graphite"
}

resource "proxmox_metrics_server" "some" { # VMG0602 unknown
  name            = "some"
  server          = "metrics.example.edu"
  port            = 8086
  type            = "influxdb"
  influx_db_proto = terraform_data.later.id
}

resource "proxmox_realm_ldap" "good" { # VMG0601 pass, VMG0602 pass
  realm   = "campus"
  base_dn = "dc=example,dc=edu"
  server1 = "ldap.example.edu"
  mode    = "ldaps"
  verify  = true
}

resource "proxmox_realm_ldap" "unverified" { # VMG0601 fail, VMG0602 pass
  realm   = "lab"
  base_dn = "dc=example,dc=edu"
  server1 = "ldap.example.edu"
  mode    = "ldap+starttls"
}

resource "proxmox_realm_ldap" "plain" { # VMG0601 silent, VMG0602 fail
  realm   = "plain"
  base_dn = "dc=example,dc=edu"
  server1 = "ldap.example.edu"
}

resource "tls_private_key" "node" {
  algorithm = "ECDSA"
}

resource "tls_self_signed_cert" "node" { # VMG0701 fail
  private_key_pem       = tls_private_key.node.private_key_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]

  subject {
    common_name = "pve3.example.edu"
  }
}

resource "proxmox_virtual_environment_certificate" "own_key" { # VMG0701 fail
  node_name   = "pve3"
  certificate = tls_self_signed_cert.node.cert_pem
  private_key = tls_private_key.node.private_key_pem
}

resource "tls_locally_signed_cert" "node" {
  cert_request_pem      = "not a real request"
  ca_private_key_pem    = tls_private_key.node.private_key_pem
  ca_cert_pem           = "not a real certificate"
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]
}

resource "proxmox_virtual_environment_certificate" "signed" { # VMG0701 pass
  node_name   = "pve4"
  certificate = tls_locally_signed_cert.node.cert_pem
  private_key = tls_private_key.node.private_key_pem
}

resource "proxmox_virtual_environment_certificate" "written" { # VMG0701 fail
  node_name   = "pve1"
  private_key = tls_private_key.node.private_key_pem
  certificate = <<-PEM
    -----BEGIN CERTIFICATE-----
    MIIBijCCATGgAwIBAgIUcCpE/yBTCOVR/N12jb6IrdfqkJkwCgYIKoZIzj0EAwIw
    GzEZMBcGA1UEAwwQcHZlMS5leGFtcGxlLmVkdTAeFw0yNjExMjYwMDEwNDBaFw0z
    NjExMjMwMDEwNDBaMBsxGTAXBgNVBAMMEHB2ZTEuZXhhbXBsZS5lZHUwWTATBgcq
    hkjOPQIBBggqhkjOPQMBBwNCAARrbDgEOLxHlZ9WQnQ8y73QS8b453jJx+tYZ/TW
    uMXZ74Jfl2KcvF5xUVMizLi3zr/+Y6n0tC2pzB52JpdLqaxUo1MwUTAdBgNVHQ4E
    FgQUw5oTSygn7rFFwONScuED9bg4IawwHwYDVR0jBBgwFoAUw5oTSygn7rFFwONS
    cuED9bg4IawwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiB9KRx2
    7CJ2C1m1mIi2MBWy6dAJkp0eAC2lAG4DF2DqLwIgchsiwNURVokyFqz9oZPBaAD1
    oGgeGrbiLgHTyjlvn6Y=
    -----END CERTIFICATE-----
  PEM
}

resource "proxmox_virtual_environment_certificate" "issued" { # VMG0701 pass
  node_name   = "pve2"
  private_key = tls_private_key.node.private_key_pem
  certificate = <<-PEM
    -----BEGIN CERTIFICATE-----
    MIIBMDCB1wIUSTzb1lmEdZj+X8UdIFvUqDlxDTQwCgYIKoZIzj0EAwIwGzEZMBcG
    A1UEAwwQcHZlMS5leGFtcGxlLmVkdTAeFw0yNjExMjYwMDEwNDBaFw0zNjExMjMw
    MDEwNDBaMBsxGTAXBgNVBAMMEHB2ZTIuZXhhbXBsZS5lZHUwWTATBgcqhkjOPQIB
    BggqhkjOPQMBBwNCAAT5PzJAuPifvclFUwt6TajUQtOU1XPb/dDMq44C/kq/pxju
    x/vLQiytNFS1opPsY9ioyoFwss8XkyZPJl8r1N/vMAoGCCqGSM49BAMCA0gAMEUC
    IQDbzp+D9vrPyil9tJyevD19292FEeCTw0THD0lc+m2b6wIgQhi7bl4RHQ3GjQkO
    hNut25Q5c7BioML73mg0t52K7JU=
    -----END CERTIFICATE-----
  PEM
}

resource "proxmox_virtual_environment_certificate" "garbled" { # VMG0701 unknown
  node_name   = "pve5"
  certificate = "not a certificate"
  private_key = tls_private_key.node.private_key_pem
}

resource "proxmox_virtual_environment_certificate" "some" { # VMG0701 unknown
  node_name   = "pve6"
  certificate = terraform_data.later.output
  private_key = tls_private_key.node.private_key_pem
}

resource "proxmox_acme_account" "production" { # VMG0701 pass
  name    = "campus"
  contact = "pki@example.edu"
}

resource "proxmox_acme_account" "staging" { # VMG0701 fail
  name      = "tests"
  contact   = "pki@example.edu"
  directory = "https://acme-staging-v02.api.letsencrypt.org/directory"
}

resource "terraform_data" "later" {}
