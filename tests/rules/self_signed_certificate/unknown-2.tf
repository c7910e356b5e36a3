resource "tls_self_signed_cert" "root" {
  private_key_pem       = tls_private_key.root.private_key_pem
  validity_period_hours = 87600
  allowed_uses          = ["cert_signing", "crl_signing"]
  is_ca_certificate     = true

  subject {
    common_name = terraform_data.name.output
  }
}

resource "tls_private_key" "root" {
  algorithm = "ECDSA"
}

resource "terraform_data" "name" {
  input = timestamp()
}
