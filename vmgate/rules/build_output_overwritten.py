"""Two builds write their record or their image to the same place.

## Why
C30 demands that machines are created from authorized templates only, and what authorizes an image is the
record of its build. Builds of one template run at the same time and do not wait for one another: of many
that write one manifest, some are missing afterwards, without an error. An image without a record cannot be
approved; one that is taken for another is approved in its place.

## Fix
Give every build a file of its own: `output = "manifest-${source.name}.json"`. The same goes for files of
checksums and for `output_directory`.

## Bad
```hcl template.pkr.hcl
source "qemu" "debian" {
  iso_url = "https://images.example.edu/debian-13.1.0-amd64-netinst.iso"
}

source "qemu" "rocky" {
  iso_url = "https://images.example.edu/Rocky-9.6-x86_64-minimal.iso"
}

build {
  sources = ["source.qemu.debian", "source.qemu.rocky"]

  post-processor "manifest" {
    strip_path = true
  }
}
```

## Good
```hcl template.pkr.hcl
source "qemu" "debian" {
  iso_url = "https://images.example.edu/debian-13.1.0-amd64-netinst.iso"
}

source "qemu" "rocky" {
  iso_url = "https://images.example.edu/Rocky-9.6-x86_64-minimal.iso"
}

build {
  sources = ["source.qemu.debian", "source.qemu.rocky"]

  post-processor "manifest" {
    output = "manifest-${source.name}.json"
  }
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.image import BuildOutput, ImageBuild

rule = declare(__name__, id="VMG3005", clause="C30", severity=Severity.MEDIUM)


@rule.each(ImageBuild, lambda build: build.outputs)
def output(one: BuildOutput, _site: Site) -> Fault | None:
    """One file or directory that is written."""
    place = one.path
    others = one.others.value if place.value else ()
    if not others:
        return None
    return Fault(f"the {one.what} {place.shown()} is also written by {', '.join(others)}", place)
