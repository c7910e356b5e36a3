"""The stand-in provider as a gRPC plug-in, and the servers that Terraform attaches to."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tests.standin.made_up import settle
from tests.standin.planning import Rules
from tests.standin.protocol import pb, schema_message
from tests.standin.values import EMPTY, Block, conform, decode, encode, is_unknown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.standin.schemas import Source

# Loaded by name: the package has no types, and by name mypy needs neither stubs nor an exception.
grpc: Any = import_module("grpc")

Answers = Mapping[str, Mapping[str, Any]]
""""TYPE" or "TYPE:NAME" -> attribute -> value that a data source, or an applied resource, answers."""

# Messages are made by package tf at run time: there is no class to name, hence Any for them below.
Message = Any

ACCEPTED = (
    "ValidateProviderConfig",
    "ValidateResourceConfig",
    "ValidateDataResourceConfig",
    "ConfigureProvider",
    "GetFunctions",
    "StopProvider",
)
"""Calls answered with an empty message: nothing to object to, no functions."""


def _dynamic(value: Any) -> Message:
    return pb.DynamicValue(msgpack=encode(value))


def _seed(kind: str, value: Any) -> str:
    return kind + json.dumps(value, sort_keys=True, default=str)


class Provider:
    """One provider version: a method for each call of the plug-in protocol that needs an answer."""

    def __init__(self, source: Source, answers: Answers) -> None:
        self._source, self._answers = source, answers

    @cached_property
    def _served(self) -> Message:
        schema = self._source.schema
        attributes = schema.get("provider", {}).get("block", {}).get("attributes", {})
        for name, fact in self._source.facts.get("provider", {}).items():
            if "env" in fact and attributes.get(name, {}).get("required"):
                attributes[name].update(required=False, optional=True)  # as if the environment had it
        kinds = ("resource_schemas", "data_source_schemas")
        both = {k: {t: schema_message(s) for t, s in schema.get(k, {}).items()} for k in kinds}
        return pb.GetProviderSchema.Response(provider=schema_message(schema.get("provider", {})), **both)

    def _block(self, kind: str) -> Block:
        block: Block = self._source.schema["resource_schemas"][kind].get("block", {})
        return block

    def _is_framework(self, kind: str) -> bool:
        return self._source.kind == "framework" or kind in self._source.facts.get("framework_types", ())

    def _answer(self, kind: str, value: dict[str, Any]) -> dict[str, Any]:
        named = self._answers.get(f"{kind}:{value.get('name')}", {})
        return {**self._answers.get(kind, {}), **named}

    def get_provider_schema(self, _request: Message) -> Message:
        return self._served

    def upgrade_resource_state(self, request: Message) -> Message:
        state = conform(self._block(request.type_name), json.loads(request.raw_state.json))
        return pb.UpgradeResourceState.Response(upgraded_state=_dynamic(state))

    def read_resource(self, request: Message) -> Message:
        return pb.ReadResource.Response(new_state=request.current_state)

    def import_resource_state(self, request: Message) -> Message:
        state = _dynamic({**conform(self._block(request.type_name), {}), "id": request.id})
        imported = {"type_name": request.type_name, "state": state}
        return pb.ImportResourceState.Response(imported_resources=[imported])

    def plan_resource_change(self, request: Message) -> Message:
        kind = request.type_name
        config, proposed, prior = (
            decode(v.msgpack) for v in (request.config, request.proposed_new_state, request.prior_state)
        )
        if proposed is None:  # a destroy
            return pb.PlanResourceChange.Response(planned_state=request.proposed_new_state)
        block, rules, framework = self._block(kind), Rules(self._source.facts, kind), self._is_framework(kind)
        planned = (rules.framework if framework else rules.sdk)(block, config, proposed, prior)
        response = pb.PlanResourceChange.Response(
            planned_state=_dynamic(planned), legacy_type_system=not framework
        )
        # nothing to replace when it is to be created, or was just imported
        fresh = prior is None or all(v in EMPTY for k, v in prior.items() if k != "id")
        for path in [] if fresh else rules.replace(block, planned, prior):
            response.requires_replace.add(steps=[pb.AttributePath.Step(**step) for step in path])
        return response

    def apply_resource_change(self, request: Message) -> Message:
        kind, planned = request.type_name, decode(request.planned_state.msgpack)
        if planned is None:
            return pb.ApplyResourceChange.Response(new_state=request.planned_state)
        sdk, default = not self._is_framework(kind), Rules(self._source.facts, kind).default
        answer = {k: v for k, v in self._answer(kind, planned).items() if is_unknown(planned.get(k))}
        seed = _seed(kind, planned)
        state = settle(self._block(kind), {**planned, **answer}, seed, default, unset=sdk, zeros=sdk)
        return pb.ApplyResourceChange.Response(new_state=_dynamic(state), legacy_type_system=sdk)

    def read_data_source(self, request: Message) -> Message:
        kind, config = request.type_name, decode(request.config.msgpack)
        block = self._source.schema["data_source_schemas"][kind]["block"]
        default = self._source.facts.get("data", {}).get(kind, {})
        state = settle(block, config, _seed(kind, config), default, unset=True)
        state = conform(block, {**state, **self._answer(kind, config)})
        return pb.ReadDataSource.Response(state=_dynamic(state))

    @property
    def calls(self) -> dict[str, Callable[[Message], Message]]:
        """The protocol's name of each call -> what answers it."""
        return {
            "GetProviderSchema": self.get_provider_schema,
            "UpgradeResourceState": self.upgrade_resource_state,
            "ReadResource": self.read_resource,
            "ImportResourceState": self.import_resource_state,
            "PlanResourceChange": self.plan_resource_change,
            "ApplyResourceChange": self.apply_resource_change,
            "ReadDataSource": self.read_data_source,
        }


def _handler(call: str, answer: Callable[[Message], Message]) -> Any:
    def answered(request: Message, _context: Any) -> Message:
        return answer(request)

    messages = getattr(pb, call)
    return grpc.unary_unary_rpc_method_handler(
        answered,
        request_deserializer=messages.Request.FromString,
        response_serializer=messages.Response.SerializeToString,
    )


def _empty(call: str) -> Callable[[Message], Message]:
    response = getattr(pb, call).Response
    return lambda _request: response()


@contextmanager
def serving(chosen: Mapping[str, Source], answers: Answers, folder: Path) -> Iterator[str]:
    """One server per provider address, each at a socket in `folder`, until the context ends.

    Gives the value that TF_REATTACH_PROVIDERS takes.
    """
    pool = ThreadPoolExecutor(max_workers=16)
    unlimited = [("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)]
    servers, reattach = [], {}
    try:
        for i, (address, source) in enumerate(chosen.items()):
            calls = {**{call: _empty(call) for call in ACCEPTED}, **Provider(source, answers).calls}
            handlers = {call: _handler(call, answer) for call, answer in calls.items()}
            server = grpc.server(pool, options=unlimited)
            server.add_generic_rpc_handlers(
                (grpc.method_handlers_generic_handler("tfplugin6.Provider", handlers),)
            )
            socket = f"{folder}/p{i}.sock"
            server.add_insecure_port(f"unix://{socket}")
            server.start()
            servers.append(server)
            reattach[address] = {
                "Protocol": "grpc",
                "ProtocolVersion": 6,
                "Pid": os.getpid(),
                "Test": True,
                "Addr": {"Network": "unix", "String": socket},
            }
        yield json.dumps(reattach)
    finally:
        for stopped in [server.stop(grace=None) for server in servers]:
            stopped.wait()
        pool.shutdown()
