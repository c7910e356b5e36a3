terraform {
  required_providers {
    iosxe = {
      source  = "CiscoDevNet/iosxe"
      version = "1.0.0"
    }
  }
}

provider "iosxe" {
  host     = "switch-01.example.edu"
  insecure = false
}

resource "iosxe_crypto_pki" "own" { # VMG0701 fail
  trustpoints = [
    {
      id                  = "campus"
      enrollment_terminal = true
    },
    {
      id                    = "own"
      enrollment_selfsigned = true
    },
  ]
}

resource "iosxe_crypto_pki" "campus" { # VMG0701 pass
  trustpoints = [
    {
      id                = "campus"
      enrollment_pkcs12 = true
    },
  ]
}
