"""Whether an image shows a screensaver: what scripts, answer files and media tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.translate.packer.sources import source

if TYPE_CHECKING:
    from collections.abc import Callable

    Judged = Callable[..., str]

WINDOWS = 'guest_os_type = "windows2022srvNext_64Guest"'
IN_DEFAULT = "reg load HKU\\\\D C:\\\\Users\\\\Default\\\\NTUSER.DAT"
LOADED = """
reg load HKU\\D C:\\Users\\Default\\NTUSER.DAT
Set-ItemProperty -Path 'Registry::HKEY_USERS\\D\\Control Panel\\Desktop' `
  -Name ScreenSaveActive `
  -Value 0
reg unload HKU\\D
"""
POLICY = """
$path = "Registry::HKEY_USERS\\.DEFAULT\\Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop"
New-ItemProperty -Path $path -Name "ScreenSaveActive" -Value "0" -PropertyType String -Force
"""
OWN = 'Set-ItemProperty -Path "HKCU:\\Control Panel\\Desktop" -Name ScreenSaveActive -Value 0\n'
SCRIPT = 'provisioner "powershell" {\n  script = "harden.ps1"\n}'


def windows(build: str, more: str = "") -> str:
    """A Windows image with what its build runs."""
    return source("vsphere-iso", f"{WINDOWS}\n{more}", without="guest_os_type", build=build)


@pytest.mark.parametrize(
    ("script", "verdict"),
    [
        (LOADED, "pass"),
        (POLICY, "pass"),
        (OWN, "fail: the screensaver is not switched off (only for the account that the build runs as)"),
        (LOADED + OWN, "pass"),
        (
            LOADED.replace(
                "  -Name ScreenSaveActive `\n  -Value 0", "  -Value 0 `\n  -Name ScreenSaveActive"
            ),
            "pass",
        ),
        (
            "\n".join(f"# {line}" for line in LOADED.replace("`\n", "").splitlines()),
            "fail: the screensaver is not switched off (nothing does in the default profile)",
        ),
        (
            LOADED.replace("-Value 0", "-Value 1"),
            "fail: the screensaver is not switched off (it is switched on)",
        ),
        (
            OWN.replace("-Value 0", "-Value 1"),
            "fail: the screensaver is not switched off (it is switched on)",
        ),
        (
            "Write-Host done\n",
            "fail: the screensaver is not switched off (nothing does in the default profile)",
        ),
    ],
)
def test_windows_needs_it_in_the_default_profile(judged: Judged, script: str, verdict: str) -> None:
    """A script beside the template is read; what is set for the build's own account does not count."""
    assert judged("VMG2001", windows(SCRIPT), harden_dot_ps1=script) == verdict


def test_an_answer_file_counts_as_a_script_does(judged: Judged) -> None:
    """On a floppy or on a CD, as a file or as content."""
    answers = (
        "<unattend><RunSynchronousCommand><Path>cmd /c reg load HKU\\D C:\\Users\\Default\\NTUSER.DAT &amp;&amp; "
        'reg add "HKU\\D\\Control Panel\\Desktop" /v ScreenSaveActive /t REG_SZ /d 0 /f</Path></unattend>'
    )
    for carrier in ('floppy_files = ["${path.root}/autounattend.xml"]', 'cd_files = ["autounattend.xml"]'):
        assert judged("VMG2001", windows("", carrier), autounattend_dot_xml=answers) == "pass"
    content = 'floppy_content = { "autounattend.xml" = file("autounattend.xml") }'
    assert judged("VMG2001", windows("", content), autounattend_dot_xml=answers) == "pass"


@pytest.mark.parametrize(
    ("build", "reason"),
    [
        (SCRIPT, "there is no harden.ps1 beside the template"),
        (
            'provisioner "ansible" {\n playbook_file = "x.yml"\n}',
            "what the provisioner ansible does is not read",
        ),
        ('provisioner "powershell" {\n inline = [var.secret]\n}', "required variable secret has no value"),
        (
            'provisioner "powershell" {\n script = "../../outside.ps1"\n}',
            "../../outside.ps1 is outside the repository",
        ),
    ],
)
def test_what_cannot_be_read_leaves_it_open(judged: Judged, build: str, reason: str) -> None:
    """Unless something else switches it off for good."""
    assert judged("VMG2001", windows(build)) == f"unknown: {reason}"
    both = build + '\nprovisioner "powershell" {\n script = "off.ps1"\n}'
    assert judged("VMG2001", windows(both), off_dot_ps1=LOADED) == "pass"


KICKSTART = "bootloader\n%packages\n@^{group}\n-gnome-shell\n%end\n"
PRESEED = "d-i debian-installer/locale string en_US\ntasksel tasksel/first multiselect {tasks}\n"
DCONF = "[org/gnome/desktop/screensaver]\nidle-activation-enabled=false\n"


def linux(more: str = "", build: str = "") -> str:
    """A Linux image with an answer file that Packer serves, and what its build runs."""
    return source("qemu", more, build=build)


@pytest.mark.parametrize(
    ("name", "answers", "verdict"),
    [
        ("ks", KICKSTART.format(group="minimal-environment"), "pass"),
        ("ks", KICKSTART.format(group="graphical-server-environment"), "fail: "),
        (
            "ks",
            "bootloader\nautopart\n",
            "unknown: the answers leave to the installer which packages there are",
        ),
        ("preseed", PRESEED.format(tasks="standard, ssh-server"), "pass"),
        ("preseed", PRESEED.format(tasks="standard, gnome-desktop"), "fail: "),
        ("preseed", "d-i debian-installer/locale string en_US\n", "unknown: the answers leave"),
    ],
)
def test_linux_needs_no_desktop(judged: Judged, name: str, answers: str, verdict: str) -> None:
    """The answer file that the boot command names says what is installed; others in the directory do not."""
    asked = "{{ .HTTPIP }}:{{ .HTTPPort }}/" + name
    served = f'http_directory = "http"\nboot_command = ["ks=http://{asked}.cfg<enter>"]'
    files = {f"http__{name}_dot_cfg": answers, "http__other_dot_cfg": "%packages\n@^workstation\n"}
    assert judged("VMG2001", linux(served), **files).startswith(verdict)


def test_a_desktop_is_in_order_when_its_screensaver_is_off(judged: Judged) -> None:
    """A key file of dconf, uploaded or written, does it."""
    desktop = 'provisioner "shell" {\n inline = ["apt-get install -y task-gnome-desktop"]\n}\n'
    assert judged("VMG2001", linux(build=desktop)).startswith(
        "fail: the screensaver is not switched off (a desktop"
    )
    upload = 'provisioner "file" {\n source = "00-screensaver"\n destination = "/tmp/x"\n}'
    files = {"00-screensaver": DCONF}
    assert judged("VMG2001", linux(build=desktop + upload), **files) == "pass"
    gsettings = 'inline = ["gsettings set org.gnome.desktop.screensaver idle-activation-enabled false"]'
    assert judged("VMG2001", linux(build=desktop + f'provisioner "shell" {{\n {gsettings}\n}}')) == "pass"
    removed = desktop.replace("install", "remove")
    assert judged("VMG2001", linux(build=removed)) == "pass"


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        (["gsettings set org.gnome.desktop.session idle-delay 0"], "pass"),
        (["gsettings set org.gnome.desktop.session idle-delay 300"], "fail: "),
        (["# gsettings set org.gnome.desktop.screensaver idle-activation-enabled false"], "fail: "),
        (
            [
                "gsettings set org.gnome.desktop.screensaver idle-activation-enabled false",
                "gsettings set org.gnome.desktop.screensaver idle-activation-enabled true",
            ],
            "fail: the screensaver is not switched off (it is switched on)",
        ),
        (["xset s on", "xset s off"], "pass"),
    ],
)
def test_what_is_said_last_stands(judged: Judged, lines: list[str], verdict: str) -> None:
    """A comment says nothing."""
    inline = ", ".join(f'"{line}"' for line in ["apt-get install -y task-gnome-desktop", *lines])
    build = f'provisioner "shell" {{\n inline = [{inline}]\n}}\n'
    assert judged("VMG2001", linux(build=build)).startswith(verdict)


def test_without_any_word_on_it_nothing_is_claimed(judged: Judged) -> None:
    """An installer's full medium may install anything; a clone has what its template has."""
    full = 'iso_url = "https://images.example.edu/debian-13.1.0-amd64-DVD-1.iso"'
    told = judged("VMG2001", source("qemu", full, without="iso_url"))
    assert told == "unknown: what is installed in the guest is not told"
    assert (
        judged("VMG2001", source("vsphere-clone")) == "unknown: the template that it is cloned from decides"
    )
    assert judged("VMG2001", source("qemu", 'iso_url = "https://x/a.iso"', without="iso_url")).startswith(
        "unknown"
    )
