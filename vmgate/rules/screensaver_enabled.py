r"""An image does not switch the screensaver off.

## Why
C20 demands that screensavers are disabled. On a virtual machine nobody looks at the screen: a screensaver
only takes processor time of the host from the other guests, on every machine at once when the night begins,
and hides from the console what a machine has stopped at.

## Fix
Set it where new accounts get their settings from. On Windows load the default profile and set
`ScreenSaveActive` to `"0"` in it, in a provisioner or in the answer file; set for the account that the build
runs as, it is gone with that account. On Linux install no desktop, or switch off GNOME's
`idle-activation-enabled` for everybody, with a key file of dconf. A machine that locks itself does not need
a screensaver for that. Scripts and answer files are read where they lie beside the template.

## Bad
```hcl template.pkr.hcl
source "vsphere-iso" "windows-2025" {
  guest_os_type = "windows2022srvNext_64Guest"
}

build {
  sources = ["source.vsphere-iso.windows-2025"]

  provisioner "powershell" {
    inline = ["Set-ItemProperty -Path 'HKCU:\\Control Panel\\Desktop' -Name ScreenSaveActive -Value 0"]
  }
}
```
```hcl template.pkr.hcl
source "qemu" "ubuntu" {
  iso_url = "https://images.example.edu/ubuntu-24.04.3-live-server-amd64.iso"
}

build {
  sources = ["source.qemu.ubuntu"]

  provisioner "shell" {
    inline = ["apt-get install -y ubuntu-desktop"]
  }
}
```

## Good
```hcl template.pkr.hcl
source "vsphere-iso" "windows-2025" {
  guest_os_type = "windows2022srvNext_64Guest"
}

build {
  sources = ["source.vsphere-iso.windows-2025"]

  provisioner "windows-shell" {
    inline = [
      "reg load HKU\\Default C:\\Users\\Default\\NTUSER.DAT",
      "reg add \"HKU\\Default\\Control Panel\\Desktop\" /v ScreenSaveActive /t REG_SZ /d 0 /f",
      "reg unload HKU\\Default",
    ]
  }
}
```
```hcl template.pkr.hcl
source "qemu" "ubuntu" {
  iso_url = "https://images.example.edu/ubuntu-24.04.3-live-server-amd64.iso"
}

build {
  sources = ["source.qemu.ubuntu"]

  provisioner "shell" {
    inline = ["apt-get install -y open-vm-tools"]
  }
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.image import ImageBuild

rule = declare(__name__, id="VMG2001", clause="C20", severity=Severity.HIGH)


@rule.on(ImageBuild)
def build(one: ImageBuild, _site: Site) -> Fault | None:
    """What the machines made from the image will show."""
    off = one.screensaver_off
    return None if off.value else Fault(f"the screensaver is not switched off{off.noted}", off)
