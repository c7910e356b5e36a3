"""Functions of network addresses."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, TypeAlias

from vmgate.read.hcl.evaluate.functions.signature import MANY, Context, define, string, whole
from vmgate.read.hcl.evaluate.values import EvaluationError, ListValue

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network


def _network(value: Val) -> Network:
    text = string(value)
    address, slash, length = text.partition("/")
    if not slash or not length.isdigit():
        raise EvaluationError(f"{text} is not a network address")
    if ":" not in address:
        # Terraform accepts leading zeros, as decimal.
        address = ".".join(part.lstrip("0") or "0" if part.isdigit() else part for part in address.split("."))
    try:
        return ipaddress.ip_network(f"{address}/{length}", strict=False)
    except ValueError:
        raise EvaluationError(f"{text} is not a network address") from None


def _address(network: Network, number: int) -> str:
    return str(type(network.network_address)(number))


@define("cidrhost", 2)
def _cidrhost(args: list[Val], _: Context) -> Val:
    network, number = _network(args[0]), whole(args[1])
    if number >= network.num_addresses or -number > network.num_addresses:
        raise EvaluationError(f"{network} has no host {number}")
    offset = number if number >= 0 else network.num_addresses + number
    return _address(network, int(network.network_address) + offset)


@define("cidrnetmask", 1)
def _cidrnetmask(args: list[Val], _: Context) -> Val:
    network = _network(args[0])
    if network.version != 4:
        raise EvaluationError("only IPv4 networks have a netmask")
    return str(network.netmask)


def _subnet(network: Network, bits: int, number: int) -> str:
    length = network.prefixlen + bits
    if bits < 0 or length > network.max_prefixlen or not 0 <= number < 2**bits:
        raise EvaluationError(f"{network} has no such subnet")
    start = int(network.network_address) + number * 2 ** (network.max_prefixlen - length)
    return f"{_address(network, start)}/{length}"


@define("cidrsubnet", 3)
def _cidrsubnet(args: list[Val], _: Context) -> Val:
    return _subnet(_network(args[0]), whole(args[1]), whole(args[2]))


@define("cidrsubnets", 1, MANY)
def _cidrsubnets(args: list[Val], _: Context) -> Val:
    network = _network(args[0])
    at = int(network.network_address)
    end = at + network.num_addresses
    found: list[Val] = []
    for arg in args[1:]:
        length = network.prefixlen + whole(arg)
        if not network.prefixlen < length <= network.max_prefixlen:
            raise EvaluationError(f"{network} has no such subnet")
        size = 2 ** (network.max_prefixlen - length)
        at = -(-at // size) * size
        if at + size > end:
            raise EvaluationError(f"{network} is too small for these subnets")
        found.append(f"{_address(network, at)}/{length}")
        at += size
    return ListValue(found)
