"""The written procedure: its clauses by number. A clause's title is a short name for tables, never its text."""

from __future__ import annotations

from msgspec import Struct


class Clause(Struct, frozen=True):
    """One clause: `text` is the procedure's own, word for word."""

    number: str
    title: str
    text: str


def _clauses() -> dict[str, Clause]:
    rows = [line.split("|", 2) for line in _TEXT.strip().splitlines()]
    return {number: Clause(number, title, text) for number, title, text in rows}


_TEXT = """
C01|Purpose|The purpose of this procedure is to communicate standards for the secure configuration of virtual servers and hosts owned and/or operated by the [Organization].
C02|Scope|This procedure applies to virtual server hosts that are owned, operated, or leased by [Organization]. All staff, employees and entities working on behalf of [Organization] are subject to this procedure.
C03|Hosts and guests|The following restrictions should be enforced for all hypervisor hosts and guest virtual machines (VM.)
C04|On/off rights|Provide only server admins with on/off rights for their servers.
C05|Unused host NICs|Disconnect all unused NICs from the physical host server.
C06|Encrypted traffic|All network traffic between clients and hosts, between management systems and the hypervisor, and between the hypervisor and hosts are encrypted using SSL.
C07|Self-signed certificates|Self-signed certificates are prohibited.
C08|Promiscuous mode|All virtual switches will be in promiscuous mode for monitoring purposes.
C09|MAC address filtering|Enable and configure MAC address filtering to prevent MAC spoofing attacks.
C10|Storage networks|iSCSI and NFS should be placed on dedicated storage networks or non-routable VLANs to isolate data storage traffic from non-storage traffic.
C11|CHAP|Enable and configure Challenge Handshake Authentication Protocol (CHAP) on all iSCSI connections prior to granting access.
C12|Anti-spoofing on physical switches|Use physical switches to detect and disallow IP or MAC address spoofing when using iSCSI or NFS.
C13|NFS exports|NFS: Configure the NFS server to restrict access to specific IP addresses related to your hypervisors.
C14|IPsec for NFS|NFS: Use IPSec to secure traffic between the NFS server(s) and the hypervisors.
C15|Fibre Channel zoning|Enable and configure Fibre Channel zoning to control access at the switch level.
C16|Host logging|Host logging is captured and transferred securely to a centralized location to track guest O/S online status, power events, hardware configuration changes, login events related to elevated privileges and Virtual Machine (VM) movement.
C17|Audit files|Audit files should be read only and should only be read by authorized staff to ensure forensic integrity.
C18|Semi-annual audits|Technical Services will conduct semi-annual audits of the environment including the virtual network, storage, the hypervisor, the VMs and the management systems.
C19|VM networks|VMs will not be placed on storage, backup or management networks that are dedicated to the hypervisor.
C20|Screensavers|Disable screensavers.
C21|Isolation from the host|VMs will be configured so as to have no access or view to the resources used by the kernel or host.
C22|Log of running VMs|Technical Services should maintain a log of all running VMs.
C23|Unused VMs|Unused VMs should be powered off.
C24|Unused ports|Unused hardware ports should be disabled.
C25|Physical devices|Enable guest access to physical devices on the host on an as-needed basis.
C26|VLANs|Employ the use of VLANs within a single vswitch to segment traffic.
C27|VM motion|Isolate VM motion traffic from the production network to an isolated segment that is non-routable and configured with a separate vswitch or VLAN.
C28|Datastore access|VMs should be configured so as to not directly access a VM data store or repository.
C29|Dormant VMs|Access to dormant VMs is restricted to the Operations staff.
C30|Authorized templates|VMs should be created from an authorized template only.
C31|Update validation|Validate the guest operating system update levels monthly.
C32|Copy and paste|Disable all copy-paste functionality between hypervisor and VM.
C33|Management links|Communication between management systems and the hosts should be via secure, encrypted links.
C34|Management access|Limit workstation access to the hypervisor management server to authorized staff only.
C35|Supported systems|Virtual Machine (VM) operating systems must be supported by both the operating system vendor and the hypervisor that they are running on.
C36|Security updates|All virtual servers must receive applicable security updates within 60 days of their release.
C37|Template updates|VM templates must also receive Microsoft or other applicable software updates on a monthly basis.
C38|Enforcement|This procedure is for your protection. Violation of this procedure could be reported to the appropriate supervisor and could be subject to potential disciplinary action, up to and including termination. The [Department] will verify compliance to this procedure through various methods, including but not limited to: periodic walk-throughs, business tool reports, internal and external audits, and feedback to the procedure owner.
C39|Exceptions|Limited exceptions to the procedure must be approved by the [management].
C40|Definitions|Not applicable at this time.
"""

CLAUSES = _clauses()
"""Every clause by its number, C01 to C40."""

BINDING = tuple(number for number in CLAUSES if number not in ("C01", "C40"))
"""The clauses that demand something: all but the purpose and the definitions."""
