"""An exception to the procedure does not hold.

## Why
C39 allows limited exceptions that management has approved. One without an approver, a reason or an end is not
approved; one that has ended, runs for too long or covers everything is not limited; one that nothing needs any more is
an open door. Such an exception waives nothing.

## Fix
Let management approve it anew (`vmgate exception approve`), for as few resources and as short a time as will do, or
take it out. The policy says who may approve (`[organization] management`), for how long (`[policy]
exception_max_days`) and for how many resources (`exception_max_addresses`). Where several configurations have its
address, name the `directory` of the one that it is for.

## Bad
In the register:

```toml vmgate.toml
[organization]
management = ["ciso@example.edu"]
```
```toml exceptions/lab-clipboard.toml
rule = "VMG3201"
address = "**"
reason = "the lab needs it"
ticket = "SEC-118"
requested_by = "lab@example.edu"
approved_by = "lab@example.edu"
approved = 2026-11-02
start = 2026-11-02
end = 2029-11-02
```

Or in the source:

```hcl
resource "vsphere_virtual_machine" "lab" {
  name             = "lab-01"
  resource_pool_id = "resgroup-21"
  extra_config = {
    "isolation.tools.copy.disable" = "false" # vmgate: ignore[VMG3201]
  }
  network_interface {
    network_id = "dvportgroup-110"
  }
}
```

## Good
In the register:

```toml vmgate.toml
[organization]
management = ["ciso@example.edu"]
```
```toml exceptions/lab-clipboard.toml
rule = "VMG3201"
address = 'module.lab.vsphere_virtual_machine.vm["lab-01"]'
reason = "screen readers of the guests need the clipboard"
ticket = "SEC-118"
requested_by = "lab@example.edu"
approved_by = "ciso@example.edu"
approved = 2026-11-02
start = 2026-11-02
end = 2027-01-31
```

Or in the source:

```hcl
resource "vsphere_virtual_machine" "lab" {
  name             = "lab-01"
  resource_pool_id = "resgroup-21"
  extra_config = {
    # vmgate: ignore[VMG3201] until=2027-01-31 approved-by=ciso@example.edu reason="screen readers in the lab"
    "isolation.tools.copy.disable" = "false"
  }
  network_interface {
    network_id = "dvportgroup-110"
  }
}
```
```toml vmgate.toml
[organization]
management = ["ciso@example.edu"]
```
"""

from vmgate.model.fact import Fact
from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.exception import LimitedException

rule = declare(__name__, id="VMG3901", clause="C39", severity=Severity.HIGH)


@rule.each(LimitedException, lambda exception: exception.shortcomings)
def holds(shortcoming: Fact[str], _site: Site) -> Fault:
    """Everything that is wrong with it is a fault of its own."""
    return Fault(shortcoming.value, shortcoming)
