# Writes what the Windows Update Agent says is missing, and what is installed: vmgate.windows-updates/v1.
$ErrorActionPreference = 'Stop'
$out = 'C:\vmgate-evidence'
New-Item -ItemType Directory -Force $out | Out-Null

$criteria = "IsInstalled=0 and Type='Software'"
$session = New-Object -ComObject Microsoft.Update.Session
$searcher = $session.CreateUpdateSearcher()
$found = $searcher.Search($criteria)
$installed = $searcher.Search("IsInstalled=1 and Type='Software'")
$version = Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'

$report = [ordered]@{
    schema    = 'vmgate.windows-updates/v1'
    searched  = (Get-Date).ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ')
    criteria  = $criteria
    result    = [int]$found.ResultCode
    build     = "$($version.CurrentBuild).$($version.UBR)"
    missing   = @($found.Updates | ForEach-Object {
        @{ title = $_.Title; released = $_.LastDeploymentChangeTime.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ') }
    })
    installed = @($installed.Updates | ForEach-Object {
        @{ title = $_.Title; revision = [string]$_.Identity.RevisionNumber }
    })
}
[IO.File]::WriteAllText("$out\windows-updates.json", ($report | ConvertTo-Json -Depth 4))
