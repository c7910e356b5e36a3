"""Makes `schemas/` from a folder of full provider schemas: python -m tests.standin.extract SOURCE.

SOURCE has the layout that `schemas.py` describes: `NAME-VERSION.json.gz` (one provider each, as
`terraform providers schema -json` prints it), `index.json`, `defaults/NAME-VERSION.json`.

Stripped, at every level of a schema: `description` and `description_kind` (and, in functions,
`summary`), which no plan needs and which are most of the text. An attribute that is itself named
`description` stays. Everything else is kept as terraform prints it. The archives have no file name and
no time, so that the same source gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.standin.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Sequence

EXTRACTED = (
    "hyperv-1.2.1",
    "iosxe-1.0.0",
    "libvirt-0.8.3",
    "libvirt-0.9.7",
    "local-2.9.0",
    "netapp-ontap-1.1.4",
    "nsxt-3.11.1",
    "null-3.3.1",
    "nutanix-2.4.2",
    "nxos-0.14.0",
    "openstack-3.4.0",
    "proxmox-0.111.1",
    "random-3.9.0",
    "telmate-proxmox-2.9.14",
    "telmate-proxmox-3.0.2-rc09",
    "time-0.14.0",
    "tls-4.2.1",
    "vsphere-2.13.0",
    "vsphere-2.16.1",
    "xenorchestra-0.40.0",
)

WRITTEN_OUT = ("esxi-1.10.3", "libvirt-0.9.0")
"""What no full schema is at hand of: put together once from the provider's source (esxi) and its documentation
(libvirt), and kept as it is."""

PROSE = ("description", "description_kind", "summary")

NAMED = (
    "attributes",
    "block_types",
    "provider_schemas",
    "resource_schemas",
    "data_source_schemas",
    "ephemeral_resource_schemas",
    "resource_identity_schemas",
    "list_resource_schemas",
    "action_schemas",
    "functions",
)
"""Keys of the format whose value maps names, which the provider chose, to further schemas."""


def stripped(schema: Any) -> Any:
    """A schema, or any part of one, without prose."""
    if isinstance(schema, list):
        return [stripped(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    out = {}
    for key, part in schema.items():
        if key in NAMED and isinstance(part, dict):
            out[key] = {name: stripped(named) for name, named in part.items()}
        elif key == "type":  # a type constraint: the names in it are attributes
            out[key] = part
        elif key not in PROSE:
            out[key] = stripped(part)
    return out


def compressed(text: bytes) -> bytes:
    """The bytes as gzip writes them, with neither name nor time in its header."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, compresslevel=9, mtime=0) as archive:
        archive.write(text)
    return buffer.getvalue()


def extract(source: Path, target: Path = SCHEMAS) -> None:
    """Writes the extract of every provider version in EXTRACTED to `target`."""
    index = json.loads((source / "index.json").read_text())
    (target / "defaults").mkdir(parents=True, exist_ok=True)
    for key in EXTRACTED:
        full = json.loads(gzip.decompress((source / f"{key}.json.gz").read_bytes()))
        compact = json.dumps(stripped(full), separators=(",", ":"), sort_keys=True) + "\n"
        (target / f"{key}.json.gz").write_bytes(compressed(compact.encode()))
        facts = source / "defaults" / f"{key}.json"
        if facts.exists():
            (target / "defaults" / facts.name).write_bytes(facts.read_bytes())
    kept = json.loads((target / "index.json").read_text()) if (target / "index.json").exists() else {}
    listed = {
        **{key: index[key] for key in EXTRACTED},
        **{key: kept[key] for key in WRITTEN_OUT if key in kept},
    }
    (target / "index.json").write_text(json.dumps(listed, indent=1, sort_keys=True) + "\n")


def main(argv: Sequence[str]) -> int:
    """Runs the command line; 0 when done."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.standin.extract",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("source", type=Path, metavar="SOURCE", help="folder of full provider schemas")
    asked = parser.parse_args(argv)
    if not (asked.source / "index.json").is_file():
        parser.error(f"{asked.source} has no index.json: not a folder of provider schemas")
    extract(asked.source)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
