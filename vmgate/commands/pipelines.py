"""The files that put vmgate into a repository's pipeline: what `vmgate init` writes beside the site policy."""

from __future__ import annotations

from typing import Final

from vmgate import __version__

GITHUB: Final = f"""\
# The gate on pull requests: the source is judged, and every finding is shown on its line.
name: vmgate

on:
  pull_request:
  push:
    branches: [main]

permissions:
  contents: read

jobs:
  vmgate:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      security-events: write # for the upload of findings
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install vmgate=={__version__}
      - run: vmgate check . --format github --output sarif=vmgate.sarif
      # The plan knows what source cannot: give it the credentials of your server to read with, and take its "#" away.
      # - uses: hashicorp/setup-terraform@v3
      #   with:
      #     terraform_wrapper: false
      # - run: terraform init -input=false && terraform plan -input=false -out=tfplan
      # - run: terraform show -json tfplan > tfplan.json
      # - run: vmgate check tfplan.json --format github --output sarif=vmgate.sarif
      - if: always()
        uses: github/codeql-action/upload-sarif@v3
        with:
          sarif_file: vmgate.sarif
"""

GITLAB: Final = f"""\
# The gate on merge requests: the source is judged, and every finding is shown in the request's test report.
vmgate:
  image: python:3.12-slim
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - pip install vmgate=={__version__}
    - vmgate check . --output junit=vmgate.xml
    # The plan knows what source cannot: let an earlier job make one, and take this "#" away.
    # - vmgate check tfplan.json --output junit=vmgate.xml
  artifacts:
    when: always
    reports:
      junit: vmgate.xml
"""

PRE_COMMIT: Final = f"""\
# Before every commit: `pre-commit install`.
repos:
  - repo: https://github.com/vmgate/vmgate
    rev: v{__version__}
    hooks:
      - id: vmgate
"""

FILES: Final = {
    "github": (".github/workflows/vmgate.yml", GITHUB),
    "gitlab": (".gitlab-ci.yml", GITLAB),
    "pre-commit": (".pre-commit-config.yaml", PRE_COMMIT),
}
"""Where each of them belongs, from the root of the repository, and what it says."""
