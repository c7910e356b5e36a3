# Who signs whom: a root that the site policy names, one that it does not, and a key that signs itself.

terraform {
  required_providers {
    tls = {
      source  = "hashicorp/tls"
      version = "4.2.1"
    }
  }
}

resource "tls_private_key" "root" {
  algorithm = "ECDSA"
}

resource "tls_private_key" "web" {
  algorithm = "ECDSA"
}

resource "tls_self_signed_cert" "root" { # VMG0701 pass
  private_key_pem       = tls_private_key.root.private_key_pem
  is_ca_certificate     = true
  validity_period_hours = 87600
  allowed_uses          = ["cert_signing"]

  subject {
    common_name = "Campus Root CA"
  }
}

resource "tls_self_signed_cert" "other_root" { # VMG0701 fail
  private_key_pem       = tls_private_key.root.private_key_pem
  is_ca_certificate     = true
  validity_period_hours = 87600
  allowed_uses          = ["cert_signing"]

  subject {
    common_name = "Lab Root CA"
  }
}

resource "tls_self_signed_cert" "leaf" { # VMG0701 fail
  private_key_pem       = tls_private_key.web.private_key_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]

  subject {
    common_name = "Campus Root CA"
  }
}

resource "tls_self_signed_cert" "perhaps" { # VMG0701 unknown
  private_key_pem       = tls_private_key.web.private_key_pem
  is_ca_certificate     = terraform_data.later.id != ""
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]

  subject {
    common_name = "Campus Root CA"
  }
}

resource "tls_cert_request" "web" {
  private_key_pem = tls_private_key.web.private_key_pem

  subject {
    common_name = "web.example.edu"
  }
}

resource "tls_locally_signed_cert" "web" { # VMG0701 pass
  cert_request_pem      = tls_cert_request.web.cert_request_pem
  ca_private_key_pem    = tls_private_key.root.private_key_pem
  ca_cert_pem           = tls_self_signed_cert.root.cert_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]
}

resource "tls_locally_signed_cert" "by_itself" { # VMG0701 fail
  cert_request_pem      = tls_cert_request.web.cert_request_pem
  ca_private_key_pem    = tls_private_key.web.private_key_pem
  ca_cert_pem           = tls_self_signed_cert.root.cert_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]
}

resource "tls_locally_signed_cert" "by_a_leaf" { # VMG0701 fail
  cert_request_pem      = tls_cert_request.web.cert_request_pem
  ca_private_key_pem    = tls_private_key.root.private_key_pem
  ca_cert_pem           = tls_self_signed_cert.leaf.cert_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]
}

resource "tls_locally_signed_cert" "by_something" { # VMG0701 unknown
  cert_request_pem      = tls_cert_request.web.cert_request_pem
  ca_private_key_pem    = tls_private_key.root.private_key_pem
  ca_cert_pem           = tls_self_signed_cert.perhaps.cert_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]
}

data "tls_certificate" "verified" { # VMG0601 pass, VMG0602 pass
  url = "https://web.example.edu"
}

data "tls_certificate" "unverified" { # VMG0601 fail, VMG0602 pass
  url          = "https://web.example.edu"
  verify_chain = false
}

data "tls_certificate" "plain" { # VMG0602 fail
  url = "http://web.example.edu"
}

data "tls_certificate" "text" { # VMG0601 silent, VMG0602 silent
  content = "not a real certificate"
}

data "tls_certificate" "somewhere" { # VMG0601 unknown, VMG0602 unknown
  url = "${terraform_data.later.id}.example.edu"
}

resource "terraform_data" "later" {}
