"""Stand-in Terraform providers: the real `terraform` plans any configuration offline.

A stand-in provider serves the schemas that `terraform providers schema -json` printed for the real
provider, so that the real `terraform` (or `tofu`) binary parses, evaluates, expands and plans the
configuration itself, and `show -json` prints a genuine plan. What a provider does in a plan is done
here from the schema and from what `schemas/defaults/` records of it:

- an unset attribute takes its default, in nested blocks too; with none, a computed one is unknown;
- an update keeps what was computed (SDKv2), or keeps it where the provider says so (framework),
  and asks for a replacement where the schema does (force_new);
- a data source answers at plan time with its configuration and, for computed attributes, made-up
  values, the same at every run: one element per list, addresses that look like addresses;
- nothing is applied unless a state is asked for: then unknown values are made up likewise;
- configurations are not validated as the provider would, and provider functions are absent.

Run `python -m tests.standin DIR --out plan.json` for one plan, `python -m tests.standin.plans` to
remake every committed plan. Planning needs a terraform or tofu binary on PATH and the packages
grpcio, protobuf, msgpack and tf==1.2.0 (later releases of tf lack modules used here).
"""
