# Lets the build in: the SSH server that Windows Server 2025 brings along, by the key of the build only.
$ErrorActionPreference = 'Stop'
$answers = (Get-Volume -FileSystemLabel answers).DriveLetter + ':'

# Where the hypervisor's drivers and agents are at hand, they come first: without a network there is no way in.
foreach ($volume in Get-Volume | Where-Object DriveType -eq 'CD-ROM') {
    $root = $volume.DriveLetter + ':'
    if (Test-Path "$root\virtio-win-gt-x64.msi") {
        Start-Process msiexec.exe -Wait -ArgumentList "/i $root\virtio-win-gt-x64.msi /qn /norestart"
        Start-Process msiexec.exe -Wait -ArgumentList "/i $root\guest-agent\qemu-ga-x86_64.msi /qn /norestart"
    }
    if (Test-Path "$root\setup64.exe") {
        Start-Process "$root\setup64.exe" -Wait -ArgumentList '/S /v"/qn REBOOT=R"'
    }
}

$keys = "$env:ProgramData\ssh\administrators_authorized_keys"
New-Item -ItemType Directory -Force (Split-Path $keys) | Out-Null
Copy-Item "$answers\build.pub" $keys
icacls $keys /inheritance:r /grant 'Administrators:F' /grant 'SYSTEM:F' | Out-Null
Set-Content "$env:ProgramData\ssh\sshd_config" @'
PasswordAuthentication no
PubkeyAuthentication yes
Subsystem sftp sftp-server.exe
Match Group administrators
    AuthorizedKeysFile __PROGRAMDATA__/ssh/administrators_authorized_keys
'@
New-ItemProperty -Force -Path HKLM:\SOFTWARE\OpenSSH -Name DefaultShell -Value "$env:SystemRoot\System32\WindowsPowerShell\v1.0\powershell.exe" | Out-Null
Set-Service sshd -StartupType Automatic
Start-Service sshd
Enable-NetFirewallRule -Name OpenSSH-Server-In-TCP
