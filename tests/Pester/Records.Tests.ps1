Describe 'Accounts, tasks, audits and logs' {
    BeforeAll { . "$PSScriptRoot/Demo.ps1" }

    AfterAll { Disconnect-Plannr -All }

    It 'finds accounts and their failed steps' {
        $rows = Get-PlannrAccount -Name Mabel | Get-PlannrAutomationStep -WithError
        $rows | Should -BeOfType ([Plannr.AutomationStepRow])
        $rows.AccountName | Select-Object -Unique | Should -BeLike 'Mabel*'
    }

    It 'finds an account by a name with a comma' {
        (Get-PlannrAccount -Name 'Trust, 1998').Name | Should -Be 'The Wobblebottom Family Discretionary Trust, 1998'
    }

    It 'sorts accounts as requested' {
        $names = (Get-PlannrAccount -Type client -Sort last_name -Descending -First 3).LastName
        $names | Should -HaveCount 3
        $names | Should -Be ($names | Sort-Object -Descending -Culture ([cultureinfo]::InvariantCulture))
    }

    It 'creates only one task if a failed execution is piped twice' {
        $run = Get-PlannrAutomationExecution $demo.Failed -IncludeAccount
        $task = $run, $run | New-PlannrTask -Priority high -DueAt 2026-07-01T09:00+01:00 -WarningVariable warnings -WarningAction SilentlyContinue
        @($task) | Should -HaveCount 1
        $warnings | Should -HaveCount 1
        $task.Name | Should -Be "Automation failed: $($run.Name)"
        foreach ($message in $run.Errors) { $task.Description | Should -BeLike "*$([WildcardPattern]::Escape($message))*" }
        $task.AccountUuid | Should -Be $run.AccountUuid
        $task.DueAt | Should -Be ([datetimeoffset]'2026-07-01T09:00:00+01:00')
        ($run | Get-PlannrTask -Sort created_at -Descending -First 1).Uuid | Should -Be $task.Uuid
    }

    It 'sends nothing with -WhatIf' {
        $before = @(Get-PlannrTask).Count
        Get-PlannrAutomationExecution $demo.Failed -IncludeAccount | New-PlannrTask -WhatIf | Should -BeNullOrEmpty
        @(Get-PlannrTask).Count | Should -Be $before
    }

    It 'refuses an empty task name without a prompt' {
        { New-PlannrTask -Name '' } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
    }

    It 'converts tasks, audits and log entries to CSV with readable cells' {
        $all = @(Get-PlannrTask -Include author, custom_fields) + @(Get-PlannrAudit) + @(Get-PlannrAccount -Type client | Get-PlannrLog)
        $all | Should -Not -BeNullOrEmpty
        foreach ($group in $all | Group-Object { $_.GetType().Name }) {
            $group.Group | ConvertTo-Csv -NoTypeInformation | Should -Not -Match '"(System|Plannr)\.'
        }
    }

    It 'finds who changed what before a failure' {
        $run = Get-PlannrAccount -Name Mabel* | Get-PlannrAutomationExecution -WithError -First 1
        $audit = Get-PlannrAudit -After $run.CreatedAt.AddHours(-24) -Before $run.CreatedAt -Type 'contact*'
        $audit.Changes | Should -Be 'value: mabel@example.org -> mabel@example'
        $audit.AccountName | Should -Not -BeNullOrEmpty
    }

    It 'accepts accounts from a file' {
        $file = Join-Path $TestDrive 'accounts.xml'
        Get-PlannrAccount -Name Mabel* -Role individual | Export-Clixml $file
        (Import-Clixml $file | Get-PlannrTask).AccountUuid | Select-Object -Unique | Should -Be '4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311'
        (Import-Clixml $file | Get-PlannrLog -First 1).ModelUuid | Should -Be '4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311'
    }

    It 'fits tables of tasks, audits and logs within 120 characters' {
        foreach ($items in (Get-PlannrTask), (Get-PlannrAudit), (Get-PlannrAccount -Name Mabel* | Get-PlannrLog)) {
            $lines = ($items | Format-Table | Out-String -Width 120) -split '\r?\n'
            ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 120
        }
    }
}
