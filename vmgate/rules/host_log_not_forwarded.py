"""The log of a host or switch does not reach a central collector safely.

## Why
C16 demands that host logging is captured and transferred securely to a centralized location. A log that stays on the
host is in the hands of whoever takes the host over, and one that is sent in the clear can be read and forged on the
way.

## Fix
Send the log to a server that `logging.collectors` of `vmgate.toml` lists, over TLS and nothing else: on NX-OS
`transport = "tls"`, on IOS-XE `transport_tls_ports`. Where the provider has no attribute for it, as for ESXi
(`Syslog.global.logHost = ssl://…`), record evidence of C16 about `host:NAME` or `switch:NAME`.

## Bad
```hcl
resource "vsphere_host" "esx01" {
  hostname = "esx-01.example.edu"
  username = "root"
  password = var.esxi_password
}

variable "esxi_password" {
  type      = string
  sensitive = true
}
```
```hcl
terraform {
  required_providers {
    nxos = {
      source = "CiscoDevNet/nxos"
    }
  }
}

resource "nxos_logging" "campus" {
  remote_destinations = {
    "logs.example.edu" = { transport = "udp", severity = "information" }
  }
}
```
```hcl
terraform {
  required_providers {
    iosxe = {
      source = "CiscoDevNet/iosxe"
    }
  }
}

resource "iosxe_logging" "campus" {
  ipv4_hosts_transport = [{
    ipv4_host           = "198.51.100.7"
    transport_tls_ports = [{ port_number = 6514 }]
  }]
}
```
```toml vmgate.toml
[logging]
collectors = ["ssl://10.2.0.50:6514"]
```

## Good
```hcl
resource "vsphere_host" "esx01" {
  hostname = "esx-01.example.edu"
  username = "root"
  password = var.esxi_password
}

variable "esxi_password" {
  type      = string
  sensitive = true
}
```
```toml evidence/host-logging.toml
clause = "C16"
about = ["host:esx-*.example.edu"]
covers = ["guest status", "power", "hardware", "privileged login", "vm movement"]
statement = "Syslog.global.logHost is ssl://logs.example.edu:6514 on every host."
by = "operations@example.edu"
done = 2026-10-01
```
```hcl
terraform {
  required_providers {
    nxos = {
      source = "CiscoDevNet/nxos"
    }
  }
}

resource "nxos_logging" "campus" {
  remote_destinations = {
    "logs.example.edu" = { transport = "tls", severity = "information" }
  }
}
```
```toml vmgate.toml
[logging]
collectors = ["ssl://logs.example.edu:6514"]
```
```hcl
terraform {
  required_providers {
    iosxe = {
      source = "CiscoDevNet/iosxe"
    }
  }
}

resource "iosxe_logging" "campus" {
  ipv4_hosts_transport = [{
    ipv4_host           = "10.2.0.50"
    transport_tls_ports = [{ port_number = 6514 }]
  }]
}
```
```toml vmgate.toml
[logging]
collectors = ["ssl://10.2.0.50:6514"]
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.logs import Log, LoggingThing, uncollected

rule = declare(__name__, id="VMG1602", clause="C16", severity=Severity.HIGH)


@rule.each(LoggingThing, lambda thing: thing.logs)
def log(one: Log, site: Site) -> Fault | None:
    """Where one log goes."""
    lack = uncollected(one, site)
    return None if lack is None else Fault(*lack)
