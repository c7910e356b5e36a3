# Groups of initiators, and whom exports admit.

terraform {
  required_providers {
    netapp-ontap = {
      source  = "NetApp/netapp-ontap"
      version = "1.1.4"
    }
  }
}

provider "netapp-ontap" {
  connection_profiles = [{
    name           = "c"
    hostname       = "h"
    username       = "u"
    password       = "p"
    validate_certs = true
  }]
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "open" { # VMG1301 fail
  cx_profile_name    = "c"
  svm_name           = "s"
  export_policy_name = "p"
  clients_match      = ["0.0.0.0/0"]
  ro_rule            = ["any"]
  rw_rule            = ["any"]
}

resource "netapp-ontap_protocols_san_igroup_resource" "fc" { # VMG1501 fail, VMG1101 silent
  cx_profile_name = "c"
  svm             = { name = "s" }
  name            = "i"
  os_type         = "vmware"
  protocol        = "fcp"
}

resource "netapp-ontap_protocols_san_igroup_resource" "mixed" { # VMG1501 silent, VMG1101 silent
  cx_profile_name = "c"
  svm             = { name = "s" }
  name            = "i2"
  os_type         = "vmware"
}

resource "netapp-ontap_protocols_san_igroup_resource" "iscsi" { # VMG1501 silent, VMG1101 fail, VMG1201 fail
  cx_profile_name = "c"
  svm             = { name = "s" }
  name            = "i3"
  os_type         = "vmware"
  protocol        = "iscsi"
}

resource "netapp-ontap_protocols_san_igroup_resource" "mixed_iqn" { # VMG1501 silent, VMG1101 fail
  cx_profile_name = "c"
  svm             = { name = "s" }
  name            = "i4"
  os_type         = "vmware"
  initiators      = [{ name = "iqn.1998-01.com.vmware:x" }]
}

resource "netapp-ontap_protocols_san_igroup_resource" "mixed_wwn" { # VMG1501 fail
  cx_profile_name = "c"
  svm             = { name = "s" }
  name            = "i5"
  os_type         = "vmware"
  initiators      = [{ name = "20:00:00:25:b5:00:00:0a" }]
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "host" { # VMG1301 unknown
  cx_profile_name    = "c"
  svm_name           = "s"
  export_policy_name = "p2"
  clients_match      = ["10.31.0.11", "10.31.0.12/32"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "domain" { # VMG1301 fail
  cx_profile_name    = "c"
  svm_name           = "s"
  export_policy_name = "p3"
  clients_match      = [".example.edu"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "wide" { # VMG1301 fail
  cx_profile_name    = "c"
  svm_name           = "s"
  export_policy_name = "p4"
  clients_match      = ["10.0.0.0/8"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}
