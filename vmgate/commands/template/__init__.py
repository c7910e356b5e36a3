"""`vmgate template`: the registry of approved templates."""

from __future__ import annotations

import click

from vmgate.commands.template import (
    beginning,
    building,
    discovering,
    from_build,
    judging,
    keeping,
    scaffolding,
    showing,
    supporting,
    verifying,
)


@click.group()
def command() -> None:
    """Keep the registry of templates: who owns, approved, revoked which image, and where each stands today.

    \b
    vmgate template init --owner ada@example.edu --approver bob@example.edu --signers allowed_signers
    vmgate template discover live/             which templates are in use, on record or not
    vmgate template build packer/debian13      judge it, build it, publish what was built
    vmgate template publish debian13@2026.11 packer-manifest.json --evidence evidence/
    vmgate template approve debian13@2026.11   say yes to an image, with your SSH key
    vmgate template revoke debian13@2026.10 --reason "CVE-2026-1234"
    vmgate template list                       where every image stands, and why
    vmgate template status --within 14         what expires soon; exits with 1 when something does
    vmgate template verify --base origin/main  in CI: facts are only ever added, and every one holds

    The registry is a directory in git. A fact is one small JSON file with an SSH signature; nothing is ever edited, and
    what follows from the facts is computed. All of it works offline.
    """  # noqa: D301  - click takes the character \b for "leave these lines as they are"


for _one in (
    beginning.init,
    scaffolding.new,
    discovering.discover,
    building.build,
    from_build.publish,
    judging.approve,
    judging.deprecate,
    judging.revoke,
    judging.validate,
    judging.channel,
    supporting.support,
    showing.list_,
    showing.show,
    showing.status,
    showing.history,
    verifying.verify,
    verifying.audit,
    verifying.export,
    verifying.fetch,
    discovering.capture,
    keeping.add,
    keeping.sign,
    keeping.checkpoint,
    keeping.root,
):
    command.add_command(_one)
