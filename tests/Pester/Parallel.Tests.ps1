Describe 'Several threads' {
    BeforeAll { . "$PSScriptRoot/Demo.ps1" }

    AfterAll { Disconnect-Plannr -All }

    It 'share the connection in ForEach-Object -Parallel' {
        if ($PSVersionTable.PSVersion.Major -lt 7) {
            Set-ItResult -Skipped -Because 'Windows PowerShell has no ForEach-Object -Parallel'
        }

        $uuids = 1..5 | ForEach-Object { $demoUuids }
        $arguments = @{
            Parallel      = {
                Import-Module $using:modulePath
                (Get-PlannrAutomationExecution $_).Uuid
            }
            ThrottleLimit = 5
        }
        $found = $uuids | ForEach-Object @arguments
        $found | Sort-Object | Should -Be ($uuids | Sort-Object)
    }

    It 'share the connection in thread jobs' {
        if (-not (Get-Command Start-ThreadJob -ErrorAction SilentlyContinue)) {
            Set-ItResult -Skipped -Because 'the ThreadJob module is not installed'
        }

        $jobs = foreach ($uuid in $demoUuids) {
            Start-ThreadJob {
                Import-Module $using:modulePath
                Get-PlannrAutomationExecution $using:uuid -IncludeAccount
            }
        }
        $found = $jobs | Receive-Job -Wait -AutoRemoveJob
        $found | Should -BeOfType ([Plannr.AutomationExecution])
        $found.Uuid | Sort-Object | Should -Be ($demoUuids | Sort-Object)
    }

    It 'give one and the same result as one cmdlet does' {
        $together = Get-PlannrAutomationExecution $demoUuids -ThrottleLimit 8
        $apart = $demoUuids | ForEach-Object { Get-PlannrAutomationExecution $_ -ThrottleLimit 1 }
        Compare-Object $together $apart -Property Uuid, Status, UpdatedAt -SyncWindow 0 | Should -BeNullOrEmpty
    }
}
