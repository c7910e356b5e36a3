terraform {
  required_providers {
    vsphere = {
      source  = "vmware/vsphere"
      version = "2.16.1"
    }
  }
}

resource "terraform_data" "signs" { # VMG0701 fail
  provisioner "local-exec" {
    command = "openssl req -new -x509 -nodes -keyout key.pem -out cert.pem -subj /CN=vcenter"
  }
}

resource "terraform_data" "signs_there" { # VMG0701 fail
  connection {
    host = "web-01.example.edu"
  }

  provisioner "remote-exec" {
    inline = [
      "powershell New-SelfSignedCertificate -DnsName web-01.example.edu",
    ]
  }
}

resource "terraform_data" "builds_there" { # VMG0301 fail
  connection {
    host = "pve1.example.edu"
  }

  provisioner "remote-exec" {
    inline = [
      "qm clone 9013 110 --name web-01",
      "qm start 110",
    ]
  }
}

resource "terraform_data" "builds_nothing" { # VMG0301 silent
  connection {
    host = "web-01.example.edu"
  }

  provisioner "remote-exec" {
    inline = [
      "systemctl enable --now nginx",
    ]
  }
}

resource "terraform_data" "asks" { # VMG0701 silent
  provisioner "local-exec" {
    command = "openssl req -new -nodes -keyout key.pem -out request.pem -subj /CN=vcenter"
  }
}
