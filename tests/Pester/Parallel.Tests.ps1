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

    It 'get an error that lists the connections if there are several and none is passed' {
        if (-not (Get-Command Start-ThreadJob -ErrorAction SilentlyContinue)) {
            Set-ItResult -Skipped -Because 'the ThreadJob module is not installed'
        }

        $uuid = $demoUuids[0]
        $other = Connect-Plannr -Demo -Name other -PassThru
        try {
            $found = Start-ThreadJob {
                Import-Module $using:modulePath
                try { Get-PlannrLogin } catch { $_.Exception.Message }
                (Get-PlannrAutomationExecution $using:uuid -Connection $using:other).Uuid
                try { Disconnect-Plannr other -ErrorAction Stop } catch { $_.Exception.Message }
            } | Receive-Job -Wait -AutoRemoveJob
            $found | Should -Be @(
                "This runspace has no connection of its own, and the process has several: 'Default', 'other'."
                $uuid
                "The connection 'other' belongs to another runspace."
            )
        }
        finally {
            Disconnect-Plannr other
        }
    }

    It 'never use the token of another thread if each thread connects' {
        if ($PSVersionTable.PSVersion.Major -lt 7) {
            Set-ItResult -Skipped -Because 'Windows PowerShell has no ForEach-Object -Parallel'
        }

        . "$PSScriptRoot/EchoServer.ps1"
        $server = Open-EchoServer
        try {
            $uri = $server.Uri
            $bothConnected = [System.Threading.Barrier]::new(2)
            $default = 'north', 'south' | ForEach-Object -ThrottleLimit 2 -Parallel {
                Import-Module $using:modulePath
                $token = [securestring]::new()
                "token-of-$_".ToCharArray() | ForEach-Object { $token.AppendChar($_) }
                # Both connections have the same name.
                Connect-Plannr -AccessToken $token -BaseUri $using:uri -SkipAccountResolution
                if (-not ($using:bothConnected).SignalAndWait(60000)) { throw 'The other thread did not connect.' }
                foreach ($number in 1..50) { $null = Invoke-PlannrRequest v1/me -Headers @{ 'X-From' = $_ } }
                Get-PlannrConnection | Where-Object IsDefault
                if (-not ($using:bothConnected).SignalAndWait(60000)) { throw 'The other thread did not finish its requests.' }
                Disconnect-Plannr
            }
        }
        finally {
            Close-EchoServer $server
        }

        # The lines of a request are consecutive and start with its method and path.
        $callers = ($server.Received -join "`n") -split '(?m)^(?=GET )' | Where-Object { $_ -match '(?m)^X-From: (.+)$' } | ForEach-Object {
            $from = $Matches[1]
            "$from $($_ -match '(?m)^Authorization: Bearer token-of-(.+)$' | ForEach-Object { $Matches[1] })"
        }
        $callers | Should -HaveCount 100
        $callers | Sort-Object -Unique | Should -Be 'north north', 'south south'
        $default | Should -HaveCount 2
        # The caller's own connection is unchanged.
        (Get-PlannrConnection).Authentication | Should -Be 'Demo'
    }

    It 'return the same result as one thread' {
        $together = Get-PlannrAutomationExecution $demoUuids -ThrottleLimit 8
        $apart = $demoUuids | ForEach-Object { Get-PlannrAutomationExecution $_ -ThrottleLimit 1 }
        Compare-Object $together $apart -Property Uuid, Status, UpdatedAt -SyncWindow 0 | Should -BeNullOrEmpty
    }
}
