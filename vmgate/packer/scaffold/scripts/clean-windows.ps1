# Takes the build's own way in out of the image: its key, and the password of the administrator.
$ErrorActionPreference = 'Stop'
Remove-Item -Recurse -Force C:\vmgate-evidence
# The server reads keys when a session begins: this one goes on until the machine is turned off.
Remove-Item -Force "$env:ProgramData\ssh\administrators_authorized_keys", "$env:ProgramData\ssh\ssh_host_*"
Set-Service sshd -StartupType Disabled

$bytes = New-Object byte[] 32
[Security.Cryptography.RandomNumberGenerator]::Create().GetBytes($bytes)
$password = ConvertTo-SecureString ([Convert]::ToBase64String($bytes) + 'aA1!') -AsPlainText -Force
Set-LocalUser -Name Administrator -Password $password
Remove-ItemProperty -Path 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon' -Name DefaultPassword, AutoAdminLogon -ErrorAction SilentlyContinue
Get-ChildItem C:\Windows\Panther -Filter unattend*.xml -Recurse -ErrorAction SilentlyContinue | Remove-Item -Force
