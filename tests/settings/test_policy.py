"""The site policy: what it means, and what is said of its mistakes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.registry.author import Author
from vmgate.errors import ExitCode, InputError, UsageError
from vmgate.model.result import Severity
from vmgate.model.site import (
    ApprovedDevice,
    Mark,
    Policy,
    Promiscuous,
    RegistryAges,
    Role,
    RuleSetting,
    Site,
    SiteNetwork,
    Staff,
    StaffRole,
    UnknownHandling,
    VmStates,
)
from vmgate.settings import default, load

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 23)
RULES = ("VMG2402", "VMG3201", "VMG3501")

WHOLE = r"""
[organization]
name = "Example University"
management = ["ciso@example.edu"]

[policy]
promiscuous = "monitored-only"
copy_paste_absent = "pass"
private_roots = ["Example Root CA"]
fail_on = "medium"
unknown = { plan = "note", source = "shut" }
accept_paid_support = true
exception_max_days = 90

[rules.VMG2402]
severity = "low"
[rules.VMG3201]
off = "no clipboard on this platform"
unknown = "note"

[[endpoint]]
name = "vcenter.example.edu"

[[network]]
name = "pg-nfs-310"
endpoint = "vcenter.example.edu"
role = "storage"
vlan = 310
cidr = "10.31.0.0/24"
routable = false
[[network]]
bridge = "vmbr1"
role = "production"

[[staff]]
group = "EXAMPLE\\web-admins"
role = "server-admin"
entities = ["/campus-dc1/vm/web/**"]
[[staff]]
user = "root@pam"
role = "platform"

[[device]]
vm = "gpu-*"
device = "pci:10de:2330"
reason = "CUDA lab"
approved_by = "ciso@example.edu"
until = 2027-06-30

[vm_states]
unused = ["tag:lifecycle/unused"]
dormant = ["folder:/campus-dc1/vm/dormant/**", "name:old-*"]

[logging]
collectors = ["ssl://logs.example.edu:6514"]

[registry]
path = "images"
max_patch_age_days = 30
max_update_delay_days = 45
"""


def site(directory: Path, text: str, name: str = "vmgate.toml") -> Site:
    """The site that a policy with this text describes."""
    path = directory / name
    path.write_bytes(text.encode())
    return load(path, DAY, RULES)


def mistake(directory: Path, text: str, name: str = "vmgate.toml") -> str:
    """What is said of a policy with this text, without the directory."""
    with pytest.raises(UsageError) as raised:
        site(directory, text, name)
    assert raised.value.exit_code is ExitCode.USAGE
    return str(raised.value).replace(f"{directory.as_posix()}/", "")


def test_a_whole_policy_says_what_rules_need_to_know(tmp_path: Path) -> None:
    """Every table that rules read arrives in the site."""
    assert site(tmp_path, WHOLE) == Site(
        as_of=DAY,
        organization="Example University",
        management=("ciso@example.edu",),
        policy=Policy(
            promiscuous=Promiscuous.MONITORED_ONLY,
            copy_paste_absent_fails=False,
            private_roots=("Example Root CA",),
            fail_on=Severity.MEDIUM,
            unknown_plan=UnknownHandling.NOTE,
            unknown_source=UnknownHandling.SHUT,
            accept_paid_support=True,
            exception_max_days=90,
        ),
        endpoints=("vcenter.example.edu",),
        networks=(
            SiteNetwork(
                Role.STORAGE,
                "pg-nfs-310",
                None,
                None,
                "vcenter.example.edu",
                310,
                "10.31.0.0/24",
                routable=False,
            ),
            SiteNetwork(Role.PRODUCTION, bridge="vmbr1"),
        ),
        devices=(
            ApprovedDevice("gpu-*", "pci:10de:2330", "CUDA lab", "ciso@example.edu", date(2027, 6, 30)),
        ),
        staff=(
            Staff(StaffRole.SERVER_ADMIN, group="EXAMPLE\\web-admins", entities=("/campus-dc1/vm/web/**",)),
            Staff(StaffRole.PLATFORM, user="root@pam"),
        ),
        vm_states=VmStates(
            unused=(Mark("tag", "lifecycle/unused"),),
            dormant=(Mark("folder", "/campus-dc1/vm/dormant/**"), Mark("name", "old-*")),
        ),
        collectors=("ssl://logs.example.edu:6514",),
        ages=RegistryAges(max_patch_age_days=30, max_update_delay_days=45),
        rules={
            "VMG2402": RuleSetting(severity=Severity.LOW),
            "VMG3201": RuleSetting(off="no clipboard on this platform", unknown=UnknownHandling.NOTE),
        },
        registry=None,
    )


def test_an_empty_policy_is_no_policy(tmp_path: Path) -> None:
    """Whatever is not written is as the procedure has it."""
    assert site(tmp_path, "") == default(DAY) == Site(DAY)


def test_enumerations_keep_their_type(tmp_path: Path) -> None:
    """Severities and roles are members of their enumerations, not text that equals them."""
    found = site(tmp_path, '[policy]\nfail_on = "high"\n[[network]]\nid = "n"\nrole = "dmz"')
    assert found.policy.fail_on is Severity.HIGH
    assert found.policy.promiscuous is Promiscuous.REQUIRED
    assert found.networks[0].role is Role.DMZ


def test_a_pyproject_holds_the_same_under_its_own_table(tmp_path: Path) -> None:
    """`[tool.vmgate]` is the policy, and mistakes are told by the names and lines of the file."""
    text = '[project]\nname = "x"\n\n[tool.vmgate.policy]\n{}\n[[tool.vmgate.endpoint]]\nname = "vc"\n'
    found = site(tmp_path, text.format('fail_on = "high"'), "pyproject.toml")
    assert (found.policy.fail_on, found.endpoints) == (Severity.HIGH, ("vc",))
    said = mistake(tmp_path, text.format('fail_onn = "high"'), "pyproject.toml")
    assert said == 'pyproject.toml:5: unknown key "fail_onn" in [tool.vmgate.policy]; did you mean "fail_on"?'


def test_the_table_of_a_pyproject_is_a_table(tmp_path: Path) -> None:
    """`tool.vmgate = 1` is told as such."""
    said = mistake(tmp_path, "\n[tool]\nvmgate = 1", "pyproject.toml")
    assert said == "pyproject.toml:3: tool.vmgate takes a table; write [tool.vmgate]"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '\n[policy]\npromiscous = "required"',
            '3: unknown key "promiscous" in [policy]; did you mean "promiscuous"?',
        ),
        ("[polcy]", '1: unknown key "polcy" in the file; did you mean "policy"?'),
        ('"polic\\n\\u001b" = 1', '1: unknown key "polic\ufffd\ufffd" in the file; did you mean "policy"?'),
        ("[logging]\nzzz = 1", '2: unknown key "zzz" in [logging]; it takes collectors, stores'),
        (
            '[[network]]\nname = "a"\nrole = "dmz"\n[[network]]\nname = "b"\nrole = "prodution"',
            (
                '6: role in [[network]] is "prodution", which is not one of production, storage, backup, management, '
                'migration, monitoring, dmz; did you mean "production"?'
            ),
        ),
        (
            '[policy]\nfail_on = "hihg"',
            '2: fail_on in [policy] is "hihg", which is not one of low, medium, high; did you mean "high"?',
        ),
        (
            '[policy]\nfail_on = "HIGH"',
            '2: fail_on in [policy] is "HIGH", which is not one of low, medium, high; did you mean "high"?',
        ),
        ("[policy]\nfail_on = 1", "2: fail_on in [policy] takes one of low, medium, high, not a number"),
        (
            '[policy]\nunknown = { plan = "open" }',
            '2: plan in [policy.unknown] is "open", which is not one of shut, note',
        ),
        ('[policy]\nunknown = "shut"', "2: [policy.unknown] takes a table, not text"),
        (
            '[policy]\naccept_paid_support = "yes"',
            "2: accept_paid_support in [policy] takes true or false, not text",
        ),
        (
            "[policy]\nexception_max_days = true",
            "2: exception_max_days in [policy] takes a whole number, not true",
        ),
        (
            "[policy]\nexception_max_days = 0",
            "2: exception_max_days in [policy] is 0, which is not between 1 and 3650",
        ),
        (
            '[[network]]\nname = "a"\nrole = "dmz"\nvlan = 5000',
            "4: vlan in [[network]] is 5000, which is not between 0 and 4094",
        ),
        (
            '[[network]]\nname = "a"\nrole = "dmz"\nvlan = "310"',
            "4: vlan in [[network]] takes a whole number, not text",
        ),
        (
            '[[network]]\nname = 310\nrole = "dmz"',
            '2: name in [[network]] takes text, not a number; write "310"',
        ),
        (
            '[[network]]\nid = "a"\nrole = "dmz"\ncidr = "10.31.0.7/24"',
            '4: cidr in [[network]] is "10.31.0.7/24", an address inside a network; did you mean "10.31.0.0/24"?',
        ),
        (
            '[[network]]\nid = "a"\nrole = "dmz"\ncidr = "10.31.0.0"',
            '4: cidr in [[network]] is "10.31.0.0", an address without a length; write "10.31.0.0/24" or the like',
        ),
        (
            '[[network]]\nid = "a"\nrole = "dmz"\ncidr = "10.31.0/24"',
            '4: cidr in [[network]] is "10.31.0/24", which is not a network such as 10.31.0.0/24',
        ),
        ('\n[[network]]\nname = "a"', "2: [[network]] needs the key role"),
        ('[[network]]\nrole = "dmz"', "1: [[network]] needs one of the keys name, id, bridge, vlan, cidr"),
        ('[network]\nname = "a"', "1: [network] takes several tables; write [[network]] for each"),
        ("[[policy]]", "1: [policy] takes a table, not an array"),
        (
            '[organization]\nmanagement = "ciso"',
            '2: management in [organization] takes an array such as ["…"], not text',
        ),
        (
            "[organization]\nmanagement = ['a', '']",
            "2: management in [organization] has an entry, number 2, that is empty",
        ),
        ("[rules.VMG9999]", '1: unknown rule "VMG9999" in [rules]'),
        ("[rules.VMG3210]", '1: unknown rule "VMG3210" in [rules]; did you mean "VMG3201"?'),
        ("[rules.VMG3201]\noff = true", "2: off in [rules.VMG3201] takes the reason as text, not true"),
        ("[rules.VMG3201]\noff = ' '", "2: off in [rules.VMG3201] is empty"),
        (
            '[[device]]\nvm = "a"\ndevice = "sriov"\nreason = "r"\napproved_by = "b"\nuntil = "2027-06-30"',
            "6: until in [[device]] takes a date such as 2027-06-30, without quotes and time, not text",
        ),
        (
            '[[device]]\nvm = "a"\ndevice = "sriov"\nreason = "r"\napproved_by = "b"\nuntil = 2027-06-30T12:00:00',
            "6: until in [[device]] takes a date such as 2027-06-30, without quotes and time, not a date or time",
        ),
        ('[[device]]\nvm = "a"\ndevice = "sriov"\nreason = "r"', "1: [[device]] needs the key approved_by"),
        (
            '[[staff]]\nuser = "a"\nrole = "operator"',
            (
                '3: role in [[staff]] is "operator", which is not one of server-admin, operations, platform, auditor; '
                'did you mean "operations"?'
            ),
        ),
        ('[[staff]]\nrole = "auditor"', "1: [[staff]] needs one of the keys group, user"),
        (
            '[vm_states]\nunused = ["tags:x"]',
            (
                '2: unused in [vm_states] has an entry, number 1, that is "tags:x", which does not begin with one of '
                'tag:, folder:, name:, pool:, node:, attribute:; did you mean "tag:"?'
            ),
        ),
        (
            '[vm_states]\nunused = ["attribute:lifecycle"]',
            (
                '2: unused in [vm_states] has an entry, number 1, that is "attribute:lifecycle", which names no value; '
                'write "attribute:NAME=VALUE"'
            ),
        ),
        (
            '[logging]\ncollectors = ["logs.example.edu"]',
            (
                '2: collectors in [logging] has an entry, number 1, that is "logs.example.edu", '
                "which is not an address such as ssl://logs.example.edu:6514"
            ),
        ),
        (
            "[registry]\nmax_patch_age_days = 1.5",
            "2: max_patch_age_days in [registry] takes a whole number, not a number",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_nearest_right_word(
    tmp_path: Path, text: str, said: str
) -> None:
    """Wrong keys, wrong types and impossible values each have one clear message."""
    assert mistake(tmp_path, text) == f"vmgate.toml:{said}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[policy]\n\nfail_on low", "3: not TOML: expected '=' after a key in a key/value pair"),
        ("[policy]\nfail_on = ", "2: not TOML: invalid value"),
        ('[policy]\nx = """\n\n', "2: not TOML: unterminated string"),
        ("[[device]]\nuntil = 2027-02-30", "2: not TOML: invalid date or datetime"),
        ("a = 1\na = 2", "2: not TOML: cannot overwrite a value"),
        ("a = " + "[" * 5000, "1: its values are nested too deep"),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    """Syntax errors have a line too."""
    assert mistake(tmp_path, text) == f"vmgate.toml:{said}"


def test_all_mistakes_are_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    """One run shows everything there is to mend."""
    said = mistake(tmp_path, '[[network]]\nrole = "x"\n[policy]\nfail_on = 1\n[zzz]\n').splitlines()
    assert [line.split(":")[1] for line in said] == ["1", "2", "4", "5"]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    """A policy saved by an editor on Windows reads the same, and its lines count the same."""
    text = "\ufeff" + WHOLE.replace("\n", "\r\n")
    assert site(tmp_path, text) == site(tmp_path, WHOLE)
    assert mistake(tmp_path, "\ufeff[policy]\r\n\r\nzzzz = 1\r\n").startswith("vmgate.toml:3: ")


def test_a_policy_that_is_not_utf8_or_not_there_is_told(tmp_path: Path) -> None:
    """The file system's and the encoding's complaints are usage errors as well."""
    path = tmp_path / "vmgate.toml"
    path.write_bytes(b"[policy]\n# \xff\n")
    with pytest.raises(UsageError, match=r"vmgate\.toml:2: not UTF-8"):
        load(path, DAY, RULES)
    with pytest.raises(UsageError, match=r"absent\.toml: cannot be read"):
        load(tmp_path / "absent.toml", DAY, RULES)
    with pytest.raises(UsageError, match=r": cannot be read"):
        load(tmp_path, DAY, RULES)


def test_the_registry_is_beside_the_policy(tmp_path: Path) -> None:
    """The registry's path counts from the policy's directory, and is `templates` unless it says otherwise."""
    for directory in ("templates", "images"):
        author = Author(tmp_path / directory)
        author.root()
        author.approved(f"from-{directory}")
    for policy, name in (("", "from-templates"), ('[registry]\npath = "images"', "from-images")):
        registry = site(tmp_path, policy).registry
        assert registry is not None
        assert [record.name for record in registry.records] == [name]


def test_a_named_registry_denies_when_empty_and_is_unknown_when_absent(tmp_path: Path) -> None:
    """No directory is no registry; an empty one that the policy names approves nothing."""
    named = '[registry]\npath = "templates"\n'
    assert site(tmp_path, named).registry is None
    (tmp_path / "templates").mkdir()
    registry = site(tmp_path, named).registry
    assert registry is not None
    assert not registry.records


def test_a_directory_that_merely_has_the_usual_name_is_no_registry(tmp_path: Path) -> None:
    """`templates` full of cloud-init files, and no word of it in the policy, does not deny every template."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "user-data.tftpl").write_text("#cloud-config")
    assert site(tmp_path, "").registry is None


def test_a_registry_that_the_system_refuses_is_told(tmp_path: Path) -> None:
    """A path that no file system takes is a mistake with a message, not an absent registry."""
    with pytest.raises(InputError, match="the template registry cannot be read"):
        site(tmp_path, f'[registry]\npath = "{"a" * 5000}"')


def test_a_registry_given_by_hand_outranks_the_policys(tmp_path: Path) -> None:
    """The one that the caller names is read, empty or not."""
    (tmp_path / "given").mkdir()
    (tmp_path / "vmgate.toml").write_text('[registry]\npath = "elsewhere"')
    for found in (
        load(tmp_path / "vmgate.toml", DAY, RULES, tmp_path / "given"),
        default(DAY, tmp_path / "given"),
    ):
        assert found.registry is not None
        assert not found.registry.records


_MARKS = [
    "[",
    "]",
    "[[",
    "]]",
    "=",
    '"',
    "'",
    '"""',
    "'''",
    "{",
    "}",
    ".",
    ",",
    "1",
    "\\",
    "#",
    "inf",
    "nan",
    "99999999999999999999",
    "2027-06-30",
    "07:32:00",
    "é",
]
_ODD = ["\n", "\r", "\x00", "9" * 5000, "[registry]\npath = '\\u0000'\n"]
_FRAGMENTS = st.sampled_from([*WHOLE.splitlines(keepends=True), *_MARKS, *_ODD])
_TEXT = st.text() | st.lists(_FRAGMENTS, max_size=30).map("".join)


def outcome(path: Path) -> Site | UsageError:
    """The site or the mistake; anything else is raised."""
    try:
        return load(path, DAY, RULES)
    except UsageError as error:
        return error


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(text=_TEXT)
def test_no_text_is_anything_but_a_policy_or_a_usage_error(tmp_path: Path, text: str) -> None:
    """Whatever the file says, there is a site, or a message whose every line begins with the file."""
    path = tmp_path / "vmgate.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    found = outcome(path)
    if isinstance(found, UsageError):
        assert all(line.startswith(f"{path.as_posix()}:") for line in str(found).split("\n"))
    else:
        assert found.as_of == DAY


def test_a_register_of_exceptions_that_is_a_file_is_told(tmp_path: Path) -> None:
    """Where the policy names it; it may have none yet."""
    policy = tmp_path / "vmgate.toml"
    policy.write_text('[exceptions]\npath = "register"\n')
    assert load(policy, date(2026, 11, 23), []).exceptions is None
    (tmp_path / "register").write_text("")
    with pytest.raises(UsageError, match="register: not a directory"):
        load(policy, date(2026, 11, 23), [])
