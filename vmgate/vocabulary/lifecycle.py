"""How long vendors support their operating systems (C35): a table, looked up by product and version.

Sources: endoflife.date (MIT) and distro-info-data (ISC), none newer than `AS_OF`. Where the two disagree, the
earlier date stands. What neither dates is not in the table, and a system that is not in the table has no known
end: that is unknown, never supported.

Each date is the last day of support. The first ends the security updates that everybody with the product gets;
the second those that have to be bought (ESM, ESU, ELS, LTSS, Extended Support), or that another team than the
vendor's gives (Debian LTS).
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from vmgate.vocabulary.guest import Support

if TYPE_CHECKING:
    from vmgate.model.templates import GuestSystem

AS_OF = date(2026, 8, 22)
"""What vendors announced later is not in the table."""


def support(system: GuestSystem) -> Support | None:
    """The support that a system's vendor gives, or None where the table does not have it.

    Product ids are those of `/etc/os-release` where there are any (`debian`, `rhel`, `sles`); Oracle Linux
    goes by `oracle-linux` too, Windows by `windows` and `windows-server`. Case, blanks and hyphens in a
    version do not matter: `2012 R2` is `2012-r2`, and `15 SP7` is `15.7`.

    A version more exact than the table falls back to what it is a release of: `9.4` to `9` for RHEL,
    `22.04.5` to `22.04`. The vendors of RHEL, Rocky Linux, AlmaLinux, Oracle Linux and Debian fix the
    newest minor release only; the table has their majors, so an old minor release counts as supported as
    long as its major is. Where the table has minor releases (SLES, FreeBSD), one that it does not have is
    None; a major alone is in it only where all its known releases end no later.
    """
    product = system.id.casefold()
    releases = _RELEASES.get(_ALIASES.get(product, product))
    if releases is None or system.version is None:
        return None
    version = _normal(system.version)
    found = releases.get(version)
    while found is None and "." in version:
        version = version.rpartition(".")[0]
        if any(other.startswith(f"{version}.") for other in releases):
            return None
        found = releases.get(version)
    return found


def _normal(version: str) -> str:
    """`15 SP7`, `15-sp7` and `15.7` are one version; so are `2012 R2` and `2012-r2`."""
    return re.sub(r"[\s_-]+", "", re.sub(r"(?<=\d)[\s_-]*sp(?=\d)", ".", version.casefold().strip()))


_ALIASES = {"ol": "oracle-linux", "oraclelinux": "oracle-linux", "alma": "almalinux", "rockylinux": "rocky"}

# CentOS 9 and 10 exist as CentOS Stream only, whose /etc/os-release says `centos`. Windows editions: -e
# Enterprise and Education, -w Home and Pro, -lts the Long-Term Servicing Channel. Windows 11 by itself is
# not here: its feature updates end one by one, and differently by edition. FreeBSD 14 and 15 and SLES 15
# are here by minor release only: some of them have ended, others have not.
_TABLE = """
debian 4 2010-02-15
debian 5 2012-02-06
debian 6 2014-05-31 2016-02-29
debian 7 2016-04-25 2018-05-31
debian 8 2018-06-17 2020-06-30
debian 9 2020-07-18 2022-06-30
debian 10 2022-09-10 2024-06-30
debian 11 2024-08-14 2026-08-31
debian 12 2026-07-11 2028-06-30
debian 13 2028-08-09 2030-06-30
ubuntu 10.04 2013-05-09
ubuntu 12.04 2017-04-28 2019-04-26
ubuntu 14.04 2019-04-02 2024-04-02
ubuntu 16.04 2021-04-02 2026-04-02
ubuntu 18.04 2023-05-31 2028-04-01
ubuntu 20.04 2025-05-29 2030-04-02
ubuntu 22.04 2027-04-01 2032-04-09
ubuntu 22.10 2023-07-20
ubuntu 23.04 2024-01-20
ubuntu 23.10 2024-07-11
ubuntu 24.04 2029-05-31 2034-04-25
ubuntu 24.10 2025-07-10
ubuntu 25.04 2026-01-15
ubuntu 25.10 2026-07-01
ubuntu 26.04 2031-04-30 2036-04-23
rhel 4 2012-02-29 2017-03-31
rhel 5 2017-03-31 2020-11-30
rhel 6 2020-11-30 2024-06-30
rhel 7 2024-06-30 2029-05-31
rhel 8 2029-05-31 2033-05-31
rhel 9 2032-05-31 2036-05-31
rhel 10 2035-05-31 2039-05-31
rocky 8 2029-05-31
rocky 9 2032-05-31
rocky 10 2035-05-31
almalinux 8 2029-03-01
almalinux 9 2032-05-31
almalinux 10 2035-05-31
centos 5 2017-03-31
centos 6 2020-11-30
centos 7 2024-06-30
centos 8 2021-12-31
centos 9 2027-05-31
centos 10 2030-01-01
centos-stream 8 2024-05-31
centos-stream 9 2027-05-31
centos-stream 10 2030-01-01
oracle-linux 6 2021-03-31 2024-12-31
oracle-linux 7 2024-12-31 2028-06-30
oracle-linux 8 2029-07-31 2032-07-31
oracle-linux 9 2032-06-30 2035-06-30
sles 10 2013-07-31 2016-07-30
sles 11 2019-03-31 2022-03-31
sles 11.1 2012-08-31 2015-08-30
sles 11.2 2014-01-31 2017-01-30
sles 11.3 2016-01-31 2019-01-30
sles 11.4 2019-03-31 2022-03-31
sles 12 2024-10-31 2027-10-31
sles 12.1 2017-05-31 2020-05-31
sles 12.2 2018-03-31 2021-03-31
sles 12.3 2019-06-30 2022-06-30
sles 12.4 2020-06-30 2023-06-30
sles 12.5 2024-10-31 2027-10-31
sles 15.0 2019-12-31 2022-12-31
sles 15.1 2021-01-31 2024-01-31
sles 15.2 2021-12-31 2024-12-31
sles 15.3 2022-12-31 2025-12-31
sles 15.4 2023-12-31 2026-12-31
sles 15.5 2024-12-31 2027-12-31
sles 15.6 2025-12-31 2028-12-31
sles 15.7 2031-07-31 2034-07-31
sles 16 2027-11-30 2030-11-30
sles 16.0 2027-11-30 2030-11-30
windows-server 2000 2010-07-13
windows-server 2003 2015-07-14
windows-server 2008 2020-01-14 2023-01-10
windows-server 2008-r2 2020-01-14 2023-01-10
windows-server 2012 2023-10-10 2026-10-13
windows-server 2012-r2 2023-10-10 2026-10-13
windows-server 2016 2027-01-12 2030-01-12
windows-server 2019 2029-01-09
windows-server 2022 2031-10-14
windows-server 2025 2034-10-10
windows xp 2014-04-08
windows vista 2017-04-11
windows 7 2020-01-14
windows 8 2016-01-12
windows 8.1 2023-01-10
windows 10 2025-10-14 2028-10-10
windows 10-1607-e-lts 2026-10-13
windows 10-1809-e-lts 2029-01-09
windows 10-21h2-e-lts 2027-01-12
windows 11-21h2-w 2023-10-10
windows 11-21h2-e 2024-10-08
windows 11-22h2-w 2024-10-08
windows 11-22h2-e 2025-10-14
windows 11-23h2-w 2025-11-11
windows 11-23h2-e 2026-11-10
windows 11-24h2-w 2026-10-13
windows 11-24h2-e 2027-10-12
windows 11-24h2-e-lts 2029-10-09
freebsd 10 2018-10-31
freebsd 11 2021-09-30
freebsd 12 2023-12-31
freebsd 13 2026-04-30
freebsd 13.0 2022-08-31
freebsd 13.1 2023-07-31
freebsd 13.2 2024-06-30
freebsd 13.3 2024-12-31
freebsd 13.4 2025-06-30
freebsd 13.5 2026-04-30
freebsd 14.0 2024-09-30
freebsd 14.1 2025-03-31
freebsd 14.2 2025-09-30
freebsd 14.3 2026-06-30
freebsd 15.0 2026-09-30
fedora 36 2023-05-16
fedora 37 2023-12-05
fedora 38 2024-05-21
fedora 39 2024-11-26
fedora 40 2025-05-13
fedora 41 2025-12-15
fedora 42 2026-05-13
fedora 43 2026-12-09
photon 1.0 2022-02-28
photon 2.0 2022-12-01
photon 3.0 2025-10-02
photon 4.0 2027-10-11
esxi 7 2025-10-02
esxi 8 2027-10-11
esxi 9.0 2027-09-17
esxi 9.1 2028-08-12
"""


def _releases() -> dict[str, dict[str, Support]]:
    found: dict[str, dict[str, Support]] = {}
    for line in _TABLE.strip().splitlines():
        product, version, *days = line.split()
        vendor, *paid = map(date.fromisoformat, days)
        found.setdefault(product, {})[_normal(version)] = Support(vendor, paid[0] if paid else None)
    return found


_RELEASES = _releases()
