"""A self-signed certificate is created or trusted.

## Why
C07 prohibits self-signed certificates. Nobody vouches for one: who connects can only take what is shown, or
compare a thumbprint that was taken the same way, and nobody can withdraw it when its key is stolen.

## Fix
Have certificates signed by a CA that the machines which connect trust. Leave `thumbprint` out of a vSphere
host, so that the CA of its certificate is checked, and do not read it with `insecure = true`. Leave the check of
certificates on wherever a management server is spoken to: without it a self-signed one is taken too. The root of a
private CA is self-signed by its nature: name its common name in `policy.private_roots` of `vmgate.toml`.

## Bad
```hcl
resource "vsphere_host" "esx01" {
  hostname = "esx-01.example.edu"
  username = "root"
  password = var.esxi_password
  cluster  = "domain-c8"

  thumbprint = "3D:5A:1F:0C:77:40:B2:9E:61:C4:28:13:F0:AA:5B:97:D6:4E:82:0B"
}

variable "esxi_password" {
  type      = string
  sensitive = true
}
```
```hcl
data "vsphere_host_thumbprint" "esx01" {
  address  = "esx-01.example.edu"
  insecure = true
}
```
```hcl
resource "tls_self_signed_cert" "vcenter" {
  private_key_pem       = tls_private_key.vcenter.private_key_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]

  subject {
    common_name = "vcenter.example.edu"
  }
}

resource "tls_private_key" "vcenter" {
  algorithm = "ECDSA"
}
```
```hcl template.pkr.hcl
source "vsphere-iso" "debian" {
  vcenter_server      = "vcenter.example.edu"
  insecure_connection = true
}
```

## Good
```hcl
resource "vsphere_host" "esx01" {
  hostname = "esx-01.example.edu"
  username = "root"
  password = var.esxi_password
  cluster  = "domain-c8"
}

variable "esxi_password" {
  type      = string
  sensitive = true
}
```
```hcl
data "vsphere_host_thumbprint" "esx01" {
  address = "esx-01.example.edu"
}
```
```hcl
resource "tls_self_signed_cert" "root" {
  private_key_pem       = tls_private_key.root.private_key_pem
  validity_period_hours = 87600
  allowed_uses          = ["cert_signing", "crl_signing"]
  is_ca_certificate     = true

  subject {
    common_name = "Example University Root CA"
  }
}

resource "tls_private_key" "root" {
  algorithm = "ECDSA"
}
```
```toml vmgate.toml
[policy]
private_roots = ["Example University Root CA"]
```
```hcl template.pkr.hcl
source "vsphere-iso" "debian" {
  vcenter_server = "vcenter.example.edu"
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.certificate import Pin, SelfSignedCertificate, TrustingThing

rule = declare(__name__, id="VMG0701", clause="C07", severity=Severity.HIGH)


@rule.each(TrustingThing, lambda thing: thing.pins)
def pin(one: Pin, _site: Site) -> Fault | None:
    """One certificate that is trusted for itself."""
    return Fault(one.how, one.trusted) if one.trusted.value else None


@rule.on(SelfSignedCertificate)
def certificate(created: SelfSignedCertificate, site: Site) -> Fault | None:
    """One that is made here; the roots that the site policy names are allowed."""
    name = created.common_name
    if site.policy.private_roots and created.is_authority.value and name.value in site.policy.private_roots:
        return None
    return Fault("a self-signed certificate is created that is no private root of the site policy", name)
