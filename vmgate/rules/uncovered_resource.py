"""Infrastructure is created that no rule looks at.

## Why
C03 puts every hypervisor host and every guest under the procedure. A resource of a type that vmgate does
not know, and a command that builds machines beside the configuration, would pass the gate unseen: nobody
checked its network, its template or its guest system.

## Fix
State the machine, host, network or storage with a provider that vmgate covers (docs/providers.md lists
the types). Replace commands that call `govc`, PowerCLI, `qm`, `pct`, `virsh` and their like by resources.
What cannot be stated needs an exception that management approves.

## Bad
```hcl
resource "terraform_data" "web" {
  provisioner "local-exec" {
    command = "govc vm.clone -vm tpl-debian13 -net pg-web-110 web-01"
  }
}
```

## Good
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
  clone {
    template_uuid = "42301d1f-94a1-4e4b-8e4a-5f1c7f0b7d13"
  }
}
```
"""

from vmgate.model.fact import NotExpressible
from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.thing import Thing
from vmgate.vocabulary.uncovered import LocalCommand, UncoveredResource

rule = declare(__name__, id="VMG0301", clause="C03", severity=Severity.MEDIUM)


@rule.on(Thing)
def covered(thing: Thing, _site: Site) -> None:
    """What a translation states is looked at by the rules about it."""
    if not thing.built:
        raise NotExpressible("records create nothing")


@rule.on(UncoveredResource)
def uncovered(thing: UncoveredResource, _site: Site) -> Fault:
    """A type that no translation knows."""
    what = thing.creates if thing.creates == "storage" else f"a {thing.creates}"
    return Fault(f"creates {what} of a type that is not covered", thing.where)


@rule.on(LocalCommand)
def command(thing: LocalCommand, _site: Site) -> Fault | None:
    """A command that builds beside the configuration, as far as its text is known."""
    if thing.tool is not None:
        return Fault(
            f"runs {thing.tool}, which can build infrastructure beside the configuration", thing.command
        )
    if not thing.literal:
        # Nothing of it is known: reading it says so.
        _ = thing.command.value
    return None
