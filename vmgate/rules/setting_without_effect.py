"""A setting is written that nothing reads.

## Why
C03 puts restrictions on every machine. One that is written under a name that the program does not have
restricts nothing: `remove_cdrm = true` leaves the drive where it is, and whoever reads the template takes
it for gone. Where the program refuses the name, the image of last month stays in use instead.

## Fix
Write the name as the builder has it; names count letter by letter (`NestedHV`, `vTPM`). A name that is like
none of the builder's is unknown here and not wrong: it may belong to another version of its plugin than the
one that is known, which docs/providers.md names.

## Bad
```hcl template.pkr.hcl
source "vsphere-iso" "debian" {
  guest_os_type = "debian13_64Guest"
  remove_cdrm   = true
}
```

## Good
```hcl template.pkr.hcl
source "vsphere-iso" "debian" {
  guest_os_type = "debian13_64Guest"
  remove_cdrom  = true
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.image import ImageBuild, StraySetting

rule = declare(__name__, id="VMG0303", clause="C03", severity=Severity.MEDIUM)


@rule.each(ImageBuild, lambda build: build.stray_settings)
def setting(one: StraySetting, _site: Site) -> Fault | None:
    """One setting that the builder does not have: misspelt, if it has another that is nearly the same."""
    if one.nearest is None:
        raise one.at.doubt(f"{one.name} is no setting of the builder in the version that is known")
    return Fault(f"there is no setting {one.name}; did you mean {one.nearest}?", one.at)
