terraform {
  required_providers {
    nutanix = {
      source  = "nutanix/nutanix"
      version = "2.4.2"
    }
    tls = {
      source  = "hashicorp/tls"
      version = "4.2.1"
    }
  }
}

resource "nutanix_ssl_certificate_v2" "of_an_authority" { # VMG0701 pass
  cluster_ext_id        = "0006197f-3d06-ce49-1fc3-ac1f6b6029c1"
  private_key_algorithm = "ECDSA_256"
  public_certificate    = <<-EOT
    -----BEGIN CERTIFICATE-----
    MIIBKDCBz6ADAgECAgEBMAoGCCqGSM49BAMCMCAxHjAcBgNVBAMMFUV4YW1wbGUg
    VW5pdmVyc2l0eSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0zNjAxMDEwMDAwMDBaMBwx
    GjAYBgNVBAMMEXByaXNtLmV4YW1wbGUuZWR1MFkwEwYHKoZIzj0CAQYIKoZIzj0D
    AQcDQgAEz+GM2GnTsnFyZ+xAxR2zzgs9ynvPKVQFdTTJIvymjECED8N9G5qnen/W
    +Bz8obM6taeun9j+UGsdbh33z8IGRzAKBggqhkjOPQQDAgNIADBFAiEAnmeRF6QK
    DOmtdmSUqwkxIQH6JEb9Z+iU/ld4EgV/6bwCIE2GX1r44ILHL6AHS1m7QthXphjP
    zgRUArFvYQumO4l2
    -----END CERTIFICATE-----
  EOT
}

resource "nutanix_ssl_certificate_v2" "of_itself" { # VMG0701 fail
  cluster_ext_id        = "0006197f-3d06-ce49-1fc3-ac1f6b6029c2"
  private_key_algorithm = "ECDSA_256"
  public_certificate    = <<-EOT
    -----BEGIN CERTIFICATE-----
    MIIBIzCBy6ADAgECAgEBMAoGCCqGSM49BAMCMBwxGjAYBgNVBAMMEXByaXNtLmV4
    YW1wbGUuZWR1MB4XDTI2MDEwMTAwMDAwMFoXDTM2MDEwMTAwMDAwMFowHDEaMBgG
    A1UEAwwRcHJpc20uZXhhbXBsZS5lZHUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
    AATP4YzYadOycXJn7EDFHbPOCz3Ke88pVAV1NMki/KaMQIQPw30bmqd6f9b4HPyh
    szq1p66f2P5Qax1uHffPwgZHMAoGCCqGSM49BAMCA0cAMEQCIErNMiiY+D0TJAhu
    kJgZD6RC6Vr1GO1LpvZhQ+ecG36ZAiBwE5OgV3lmWMJ2hUt/W1pPLmT5B7XqLt7r
    ed8Akr0IKg==
    -----END CERTIFICATE-----
  EOT
}

# Without one the cluster makes its own.
resource "nutanix_ssl_certificate_v2" "of_the_cluster" { # VMG0701 fail
  cluster_ext_id        = "0006197f-3d06-ce49-1fc3-ac1f6b6029c3"
  private_key_algorithm = "ECDSA_256"
}

resource "nutanix_ssl_certificate_v2" "made_here" { # VMG0701 fail
  cluster_ext_id     = "0006197f-3d06-ce49-1fc3-ac1f6b6029c4"
  private_key        = tls_private_key.prism.private_key_pem
  public_certificate = tls_self_signed_cert.prism.cert_pem
}

resource "nutanix_ssl_certificate_v2" "no_certificate" { # VMG0701 unknown
  cluster_ext_id     = "0006197f-3d06-ce49-1fc3-ac1f6b6029c5"
  public_certificate = "none"
}

resource "tls_private_key" "prism" {
  algorithm = "ECDSA"
}

resource "tls_self_signed_cert" "prism" { # VMG0701 fail
  private_key_pem       = tls_private_key.prism.private_key_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]

  subject {
    common_name = "prism.example.edu"
  }
}
