"""`vmgate policy`: the form of the site policy, for editors and for readers."""

from __future__ import annotations

import json

import click


@click.group()
def command() -> None:
    """Show what the site policy (vmgate.toml) takes: as a JSON schema, or as a page."""


@command.command()
@click.option("--pyproject", is_flag=True, help="For a pyproject.toml with a table [tool.vmgate].")
def schema(*, pyproject: bool) -> None:
    """Print the JSON schema of the site policy.

    Editors complete and check vmgate.toml by it when its first line is "#:schema ./vmgate.schema.json".
    """
    from vmgate.settings.keys import policy
    from vmgate.settings.schema import policy_schema, project_schema

    form = policy(())
    made = project_schema(form) if pyproject else policy_schema(form)
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))


@command.command()
def reference() -> None:
    """Print every table and key as a page in Markdown: what it takes, and what holds without it."""
    from vmgate.settings.keys import policy
    from vmgate.settings.reference import reference as page

    click.echo(page(policy(())), nl=False)
