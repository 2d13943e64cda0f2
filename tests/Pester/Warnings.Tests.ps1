Describe 'The module with questionable input' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $account = '00000000-0000-4000-8000-00000000beef'

        function Get-Warning([scriptblock] $Script) { & $Script 3>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] } | ForEach-Object Message }
    }

    AfterAll { Disconnect-Plannr -All }

    It 'warns about a misspelt status and lists the statuses found: <_>' -ForEach @(
        'Get-PlannrAutomationExecution -Status fialed', 'Get-PlannrAutomationStep -ExecutionStatus fialed', 'Get-PlannrAutomationStep -Status fialed', 'Get-PlannrAutomationExecution -Status failed, fialed'
        'Get-PlannrAutomationExecution -Status fialed*'
    ) {
        $warnings = @(Get-Warning ([scriptblock]::Create($_)))
        $warnings.Count | Should -Be 1
        $warnings[0] | Should -Match "'fialed\*?' matches none of the statuses that were found: .*completed.*"
    }

    It 'warns about a task status that no task has' {
        Get-Warning { Get-PlannrTask -Status Incomplte } | Should -Match "'Incomplte' matches none of the statuses that were found: "
    }

    It 'warns about a status that differs slightly from one that was found' {
        Get-Warning { Get-PlannrAutomationExecution -Status complete } | Should -Match "-Status 'complete' .*completed"
    }

    It 'writes no warning if the status is valid or nothing was found: <_>' -ForEach @(
        "Get-PlannrAutomationExecution $('47a7e4e1-bf1c-578b-aa9b-ae9e1d688869') -Status failed", 'Get-PlannrAutomationExecution -ClientUuid 00000000-0000-4000-8000-00000000dead -Status fialed', 'Get-PlannrAutomationExecution -Status queued, failed'
        'Get-PlannrTask -Status Incomplete', 'Get-PlannrAutomationExecution -Status *'
    ) {
        Get-Warning ([scriptblock]::Create($_)) | Should -BeNullOrEmpty
    }

    It 'warns about a time range whose end is not after its start: <_>' -ForEach @(
        'Get-PlannrAutomationExecution -After 2026-06-01 -Before 2026-05-01', 'Get-PlannrAutomationStep -After 2026-06-01 -Before 2026-06-01', 'Get-PlannrTask -DueAfter 2026-06-01 -DueBefore 2026-05-01'
        'Get-PlannrAccount -CreatedAfter 2026-06-01 -CreatedBefore 2026-05-01', 'Get-PlannrAudit -After 2026-06-01 -Before 2026-05-01'
    ) {
        Get-Warning ([scriptblock]::Create($_)) | Should -Match 'No record can match: -\w*Before 2026-0\d-01T'
    }

    It 'warns about a wait for a status that can no longer be reached' {
        { Wait-PlannrAutomationExecution $demo.Completed -Status complete -TimeoutSec 600 -WarningAction Stop } |
            Should -Throw "*$($demo.Completed) has the status completed, which does not match -Status complete*"
        Get-Warning { Wait-PlannrAutomationExecution $demo.Completed -Status comp* -TimeoutSec 60 } | Should -BeNullOrEmpty
    }

    It 'warns about an account that the user cannot act as and lists the possible accounts' {
        Get-Warning { Connect-Plannr -Demo -Name other -AccountUuid $account } | Should -Match "(?s)$account is not one of .*Octavia Ownerby"
        Get-Warning { Switch-PlannrAccount $account -Connection other } | Should -Match "(?s)$account is not one of .*Octavia Ownerby"
        (Get-PlannrConnection other).AccountUuid | Should -Be $account
        $own = (Get-PlannrLogin -Connection other)[0].AccountUuid
        Get-Warning { Switch-PlannrAccount $own -Connection other; Connect-Plannr -Demo -Name other -AccountUuid $own } | Should -BeNullOrEmpty
    }

    It 'explains how to find the UUID if an argument is not a UUID: <Script>' -ForEach @(
        @{ Script = 'Get-PlannrAutomationExecution Onboarding'; Advice = "*Get-PlannrAutomationExecution -Name 'Onboarding*'*" }
        @{ Script = "Get-PlannrAutomationExecution -ClientUuid 'Gareth O''Neill'"; Advice = "*Get-PlannrAccount -Name 'Gareth O''Neill'*" }
        @{ Script = "Get-PlannrTask -ClientUuid 'Gareth Thompson'"; Advice = "*Get-PlannrAccount -Name 'Gareth Thompson'*" }
        @{ Script = 'New-PlannrTask Call -ParentTaskUuid Review -WhatIf'; Advice = "*Get-PlannrTask -Name 'Review'*" }
        @{ Script = 'Get-PlannrAutomationBlueprint Onboarding'; Advice = '*URL of its page*' }
        @{ Script = 'Switch-PlannrAccount Octavia'; Advice = '*Get-PlannrLogin*' }
        @{ Script = 'Get-PlannrWebhookSubscription -Uuid crm'; Advice = '*use Get-PlannrWebhookSubscription*' }
    ) {
        $problem = try { & ([scriptblock]::Create($Script)) -ErrorAction Stop } catch { $_ }
        "$problem" | Should -Match 'is not a UUID'
        $problem.ErrorDetails.RecommendedAction | Should -BeLike $Advice
    }

    It 'does not recommend checking the UUID if the path is wrong' {
        Invoke-PlannrRequest /api/v1/automation-excutions -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].ErrorDetails.RecommendedAction | Should -Match 'Check the path'
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -Match 'UUID'
    }

    It 'names the path in an invalid base URL' {
        { Connect-Plannr (ConvertTo-SecureString 'terminal-token' -AsPlainText -Force) -BaseUri https://127.0.0.1:9/api/v1 } | Should -Throw "*the path '/api/v1'*"
    }

    It 'rejects a body that contains the lines of a file as separate strings' {
        $path = Join-Path $TestDrive 'body.json'
        Set-Content -LiteralPath $path -Value '{', '  "name": "Call"', '}'
        Invoke-PlannrRequest POST v1/task -Body (Get-Content -LiteralPath $path) -WhatIf -ErrorVariable problems -ErrorAction SilentlyContinue
        "$($problems[0])" | Should -Match 'looks like the lines of a file'
        $problems[0].ErrorDetails.RecommendedAction | Should -Match 'Get-Content -Raw'
        $problems = $null
        Invoke-PlannrRequest POST v1/task -Body ([System.IO.File]::ReadAllLines($path)) -WhatIf -ErrorVariable problems -ErrorAction SilentlyContinue
        "$($problems[0])" | Should -Match 'looks like the lines of a file'
    }

    It 'creates only one task, without a warning, if all steps of an execution are piped to New-PlannrTask' {
        $rows = Get-PlannrAutomationStep $demo.Failed
        $rows.Count | Should -Be 5
        $tasks = @($rows | New-PlannrTask -WarningVariable warnings)
        $tasks.Count | Should -Be 1
        $warnings | Should -BeNullOrEmpty
        $tasks[0].Name | Should -BeLike 'Automation failed: *'
    }
}
