"""The tables of the site policy that say where a register is, and how old what stands in it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.evidence import EvidenceAges
from vmgate.model.site import LOG_MAX_AGE_DAYS, RegistryAges
from vmgate.procedure import BINDING
from vmgate.settings.checks import SIGNER_PATTERN, signer
from vmgate.settings.form import Boolean, Integer, Many, Table, Text

if TYPE_CHECKING:
    from vmgate.settings.form import Kind


def days(about: str, default: int) -> Integer:
    """A number of days, at most ten years."""
    return Integer(1, 3650, about=about, default=default)


_SIGNER = "ciso@example.edu ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIgoZ7iPNoUV0jQ7F4SWiVRfeEh62zlaJOCzE3Jj/Ai2"
_AGES = RegistryAges()
_EVIDENCE = EvidenceAges()

REGISTERS: dict[str, Kind] = {
    "evidence": Table(
        {
            "path": Text(
                about="The directory of the evidence register, from that of this file.", default="evidence"
            ),
            "max_age_days": days("How old evidence may be, in days.", _EVIDENCE.usual),
            "ages": Table(
                {
                    clause: days("For this clause.", _EVIDENCE.by_clause.get(clause, _EVIDENCE.usual))
                    for clause in BINDING
                },
                about="How old evidence may be, in days, by clause.",
            ),
        },
        about="Records of what no configuration shows: audits, switches, zoning (C11 to C18, C20, C31).",
    ),
    "ledger": Table(
        {
            "url": Text(
                about="A file, from the directory of this one, or the address of a PostgreSQL database.",
                example="/var/lib/vmgate/ledger.db",
            ),
            "record_checks": Boolean(
                about="Whether every run of `vmgate check` is recorded there (C38).", default=False
            ),
        },
        required=("url",),
        about="Where the log of running machines and the runs of the gate are recorded (C17, C22, C38).",
    ),
    "inventory": Table(
        {"max_age_days": days("How old the log of running machines may be, in days.", LOG_MAX_AGE_DAYS)},
        about="The log of running machines (C22).",
    ),
    "exceptions": Table(
        {
            "path": Text(
                about="The directory of the register of exceptions, from that of this file.",
                default="exceptions",
            ),
            "require_signature": Boolean(
                about="Whether an exception counts only with the approver's SSH signature beside it, over its file. "
                "Comments in the source, which cannot be signed, then waive nothing.",
                default=False,
            ),
            "approver_keys": Many(
                Text(signer, pattern=SIGNER_PATTERN),
                about="Who may sign, with their keys: lines of ssh-keygen's allowed signers.",
                example=(_SIGNER,),
            ),
        },
        about="Limited exceptions to the procedure (C39).",
    ),
    "registry": Table(
        {
            "path": Text(
                about="The template registry: a directory or an exported file, from the directory of this file, or the "
                "https address of one that `vmgate template fetch` fetched.",
                default="templates",
            ),
            "max_patch_age_days": days(
                "How old the updates of a template may be, in days (C37).", _AGES.max_patch_age_days
            ),
            "max_update_delay_days": days(
                "How late a security update may come, in days (C36).", _AGES.max_update_delay_days
            ),
            "max_support_data_age_days": days(
                "How old the data on the support of operating systems may be, in days (C35).",
                _AGES.max_support_data_age_days,
            ),
            "support_data": Text(
                about="A file with newer data on the support of operating systems, from the directory of this file.",
                example="os_support.json",
            ),
        },
        about="Approved templates (C30, C36, C37), and how long operating systems are supported (C35).",
    ),
}
