terraform {
  required_providers {
    nxos = {
      source = "CiscoDevNet/nxos"
    }
  }
}

resource "nxos_logging" "campus" {
  remote_destinations = {
    "logs.example.edu" = { severity = "information" }
  }
}
