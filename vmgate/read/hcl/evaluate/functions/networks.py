"""Functions of network addresses."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, TypeAlias

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.functions.signature import Context, define, integer, string, whole
from vmgate.read.hcl.evaluate.types import NUMBER, STRING
from vmgate.read.hcl.evaluate.values import EvaluationError, ListValue

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.functions.signature import Apply
    from vmgate.read.hcl.evaluate.values import Val

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

_PART = re.compile(r"[0-9]{1,7}\Z")
_MOST_BITS = 32
_HALF = 2**63


class Mapped(Exception):  # noqa: N818  - leads to unknown, not to an error
    """An IPv6 network that stands for an IPv4 one, of which Terraform computes what makes no sense."""


def _network(value: Val) -> Network:
    text = string(value)
    address, slash, length = text.partition("/")
    if not slash or not _PART.match(length) or "%" in address:
        raise EvaluationError(f"{text} is not a network address")
    try:
        network = ipaddress.ip_network(f"{_decimal(address)}/{int(length)}", strict=False)
    except ValueError:
        raise EvaluationError(f"{text} is not a network address") from None
    if isinstance(network, ipaddress.IPv6Network) and network.network_address.ipv4_mapped is not None:
        raise Mapped
    return network


def _decimal(address: str) -> str:
    """The address without the leading zeros that Terraform accepts, as decimal, in IPv4."""
    head, colon, tail = address.rpartition(":")
    if "." in tail and all(_PART.match(part) for part in tail.split(".")):
        tail = ".".join(part.lstrip("0") or "0" for part in tail.split("."))
    return head + colon + tail


def _inserted(network: Network, number: int, shift: int) -> str:
    """The network's address with a number put into it, as the library does also with numbers below zero."""
    result = abs(int(network.network_address) | number << shift)
    if result >= 1 << network.max_prefixlen:
        raise EvaluationError(f"{network} does not hold that number")
    address = type(network.network_address)(result)
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        raise Mapped
    return str(address)


def _unless_mapped(apply: Apply) -> Apply:
    def applied(args: list[Val], context: Context) -> Val:
        try:
            return apply(args, context)
        except Mapped:
            return Unknown("IPv6 addresses that stand for IPv4 ones are not evaluated")

    return applied


@define("cidrhost", STRING, NUMBER)
@_unless_mapped
def _cidrhost(args: list[Val], _: Context) -> Val:
    host = integer(args[1])
    network = _network(args[0])
    most = network.num_addresses - 1
    # The library looks at the lowest 64 bits alone, with a sign.
    counted = (host + _HALF) % (2 * _HALF) - _HALF if host >= 0 else -host - 1
    if counted > most:
        raise EvaluationError(f"{network} has no host {host}")
    return _inserted(network, host if host >= 0 else most - counted, 0)


@define("cidrnetmask", STRING)
@_unless_mapped
def _cidrnetmask(args: list[Val], _: Context) -> Val:
    network = _network(args[0])
    if network.version != 4:
        raise EvaluationError("only IPv4 networks have a netmask")
    return str(network.netmask)


@define("cidrsubnet", STRING, NUMBER, NUMBER)
@_unless_mapped
def _cidrsubnet(args: list[Val], _: Context) -> Val:
    bits, wanted = whole(args[1]), integer(args[2])
    network = _network(args[0])
    length = network.prefixlen + bits
    # The library looks at the lowest 64 bits of the number's size alone.
    most = 2**bits - 1 if 0 <= bits < 64 else 2**64 - 1
    if length > network.max_prefixlen or abs(wanted) % 2**64 > most:
        raise EvaluationError(f"{network} has no such subnet")
    if length < 0:
        return Unknown("a network of less than no bits is not evaluated")
    return f"{_inserted(network, wanted, network.max_prefixlen - length)}/{length}"


@define("cidrsubnets", STRING, rest=NUMBER)
@_unless_mapped
def _cidrsubnets(args: list[Val], _: Context) -> Val:
    network = _network(args[0])
    at = int(network.network_address)
    end = at + network.num_addresses
    found: list[Val] = []
    if at == 0 and len(args) > 1:
        # The library begins with the network before the first, which there is none of.
        raise EvaluationError(f"{network} is too small for these subnets")
    for arg in args[1:]:
        bits = whole(arg)
        length = network.prefixlen + bits
        if not 0 < bits <= _MOST_BITS or length > network.max_prefixlen:
            raise EvaluationError(f"{network} has no such subnet")
        size = 2 ** (network.max_prefixlen - length)
        at = -(-at // size) * size
        if at + size > end:
            raise EvaluationError(f"{network} is too small for these subnets")
        found.append(f"{type(network.network_address)(at)}/{length}")
        at += size
    return ListValue(found, STRING)


@define("cidrcontains", STRING, STRING)
@_unless_mapped
def _cidrcontains(args: list[Val], _: Context) -> Val:
    """OpenTofu's: whether a network holds an address, or all of another network."""
    outer = _network(args[0])
    text = string(args[1])
    if "/" in text:
        inner = _network(args[1])
    else:
        try:
            inner = ipaddress.ip_network(_decimal(text))
        except ValueError:
            raise EvaluationError(f"{text} is not an address") from None
    if isinstance(outer, ipaddress.IPv4Network) and isinstance(inner, ipaddress.IPv4Network):
        return inner.subnet_of(outer)
    if isinstance(outer, ipaddress.IPv6Network) and isinstance(inner, ipaddress.IPv6Network):
        return inner.subnet_of(outer)
    raise EvaluationError("the two are of different versions of the protocol")
