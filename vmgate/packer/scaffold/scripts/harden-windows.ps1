# What the procedure asks of a guest itself.
$ErrorActionPreference = 'Stop'

# C20: no screensaver, for every user to come (the default profile) and on the logon desktop. A session that is left
# locks without one.
& reg.exe load HKU\DefaultProfile C:\Users\Default\NTUSER.DAT | Out-Null
foreach ($hive in 'HKU\DefaultProfile', 'HKU\.DEFAULT') {
    & reg.exe add "$hive\Software\Policies\Microsoft\Windows\Control Panel\Desktop" /v ScreenSaveActive /t REG_SZ /d 0 /f | Out-Null
    & reg.exe add "$hive\Control Panel\Desktop" /v ScreenSaveActive /t REG_SZ /d 0 /f | Out-Null
}
[gc]::Collect()
& reg.exe unload HKU\DefaultProfile | Out-Null
Set-ItemProperty -Path HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System -Name InactivityTimeoutSecs -Type DWord -Value 900

# C06: no old protocol on the network, and no remote desktop without authentication first.
Disable-WindowsOptionalFeature -Online -NoRestart -FeatureName SMB1Protocol -ErrorAction SilentlyContinue | Out-Null
Set-ItemProperty -Path 'HKLM:\SYSTEM\CurrentControlSet\Control\Terminal Server\WinStations\RDP-Tcp' -Name UserAuthentication -Value 1

# C32: nothing is copied through a remote session either.
$services = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services'
New-Item -Force -Path $services | Out-Null
Set-ItemProperty -Path $services -Name fDisableClip -Type DWord -Value 1
