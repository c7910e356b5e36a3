# Where clusters send their logs.

terraform {
  required_providers {
    nutanix = {
      source  = "nutanix/nutanix"
      version = "2.4.2"
    }
  }
}

resource "terraform_data" "later" {}

resource "nutanix_cluster_profile_v2" "nowhere" { # VMG1602 fail
  name = "nowhere"
}

resource "nutanix_cluster_profile_v2" "udp" { # VMG1602 fail
  name = "udp"

  rsyslog_server_list {
    server_name      = "logs.example.edu"
    port             = 514
    network_protocol = "UDP"
    ip_address {
      ipv4 {
        value = "10.20.0.9"
      }
    }
  }
}

resource "nutanix_cluster_profile_v2" "unproven" { # VMG1602 fail
  name = "unproven"

  rsyslog_server_list {
    server_name      = "logs.example.edu"
    port             = 514
    network_protocol = "TCP"
    ip_address {
      ipv4 {
        value = "10.20.0.9"
      }
    }
  }
}

resource "nutanix_cluster_profile_v2" "proven" { # VMG1602 pass
  name = "proven"

  rsyslog_server_list {
    server_name      = "logs.example.edu"
    port             = 514
    network_protocol = "RELP"
    ip_address {
      ipv4 {
        value = "10.20.0.9"
      }
    }
  }
}

resource "nutanix_cluster_profile_v2" "later" { # VMG1602 unknown
  name = "later"

  rsyslog_server_list {
    server_name      = "logs.example.edu"
    port             = 514
    network_protocol = terraform_data.later.id
    ip_address {
      ipv4 {
        value = "10.20.0.9"
      }
    }
  }
}
