Describe 'Input from the pipeline' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $run = Get-PlannrAutomationExecution $demo.Failed -IncludeAccount
        $blueprintUuid = 'b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202'
    }

    AfterAll { Disconnect-Plannr -All }

    It 'is the value of -PipelineVariable when its results are emitted: <_> -ThrottleLimit 1' -ForEach 'Get-PlannrAutomationExecution', 'Get-PlannrAutomationExecution -Name *', 'Get-PlannrAutomationStep' {
        $pairs = Invoke-Expression "`$demoUuids | ForEach-Object { `$_ } -PipelineVariable input1 | $_ -ThrottleLimit 1 | ForEach-Object { [pscustomobject]@{ In = `$input1; Out = if (`$_.ExecutionUuid) { `$_.ExecutionUuid } else { `$_.Uuid } } }"
        $pairs.Count | Should -BeGreaterOrEqual $demoUuids.Count
        $pairs.In | Should -Be $pairs.Out
    }

    It 'is the value of -PipelineVariable when the executions of a piped account are emitted with -ThrottleLimit 1' {
        $pairs = Get-PlannrAccount -Type client -PipelineVariable client | Get-PlannrAutomationExecution -ThrottleLimit 1 | ForEach-Object { [pscustomobject]@{ In = $client.Uuid; Out = $_.AccountUuid } }
        @($pairs.In | Select-Object -Unique).Count | Should -BeGreaterThan 5
        $pairs.In | Should -Be $pairs.Out
    }

    It 'keeps the account of an execution after Wait-PlannrAutomationExecution' {
        ($run | Wait-PlannrAutomationExecution).Account.Name | Should -Be $run.Account.Name
        ($run | Wait-PlannrAutomationExecution).AccountUuid | Should -Be $run.AccountUuid
        (Wait-PlannrAutomationExecution $run.Uuid).Account | Should -BeNullOrEmpty
    }

    Context 'of the wrong type' {
        It 'causes the same error for each object and does not stop the command: <Command>' -ForEach @(
            @{ Command = 'Get-PlannrAutomationExecution'; Wrong = 'task', 'text', 'number', 'date', 'audit'; Right = 'run' }
            @{ Command = 'Get-PlannrAutomationStep -First 1'; Wrong = 'task', 'text'; Right = 'run' }
            @{ Command = 'Wait-PlannrAutomationExecution'; Wrong = 'account', 'blueprint', 'connection', 'text'; Right = 'run' }
            @{ Command = 'Get-PlannrAccount'; Wrong = 'blueprint', 'number', 'text'; Right = 'run' }
            @{ Command = 'Get-PlannrTask -First 1'; Wrong = 'blueprint', 'text'; Right = 'account' }
            @{ Command = 'Get-PlannrLog client -First 1'; Wrong = 'text', 'row', 'blueprint'; Right = 'account' }
            @{ Command = 'Get-PlannrAutomationBlueprint'; Wrong = 'run', 'text'; Right = 'blueprint' }
            @{ Command = 'Copy-PlannrAutomationBlueprint'; Wrong = 'run', 'connection'; Right = 'blueprint' }
            @{ Command = 'New-PlannrTask'; Wrong = 'task', 'text', 'connection'; Right = 'run' }
            @{ Command = 'Export-PlannrAutomationReport TestDrive:/report.html -PassThru'; Wrong = 'task', 'row', 'text', 'account'; Right = 'run' }
            @{ Command = 'Disconnect-Plannr'; Wrong = 'run', 'row'; Right = $null }
        ) {
            $objects = @{
                run = $run; account = $run.Account; task = Get-PlannrTask -First 1; audit = Get-PlannrAudit -First 1; blueprint = Get-PlannrAutomationBlueprint $blueprintUuid
                connection = Get-PlannrConnection; text = 'abc'; number = 5; date = Get-Date; row = [pscustomobject]@{ A = 1 }
            }
            $items = @($Wrong) + $Right | Where-Object { $_ } | ForEach-Object { $objects[$_] }
            $errors = $null
            $given = @(Invoke-Expression "`$items | $Command -ErrorVariable errors -ErrorAction SilentlyContinue")
            $errors.FullyQualifiedErrorId | ForEach-Object { $_ -replace ',.*' } | Should -Be (@('PlannrInvalidInput') * $Wrong.Count)
            if ($Right) { $given.Count | Should -Be 1 }
        }

        It 'causes the same error as an argument of the wrong type' {
            { Get-PlannrAutomationExecution abc } | Should -Throw -ErrorId 'PlannrInvalidInput,*'
            { Get-PlannrTask -AssignedToUuid (Get-PlannrAutomationBlueprint $blueprintUuid) } | Should -Throw -ErrorId 'PlannrInvalidInput,*'
            { Get-PlannrTag -Connection ([pscustomobject]@{ A = 1 }) } | Should -Throw -ErrorId 'PlannrInvalidInput,*'
        }
    }
}

Describe '-Status and -Name' {
    BeforeAll { . "$PSScriptRoot/Demo.ps1" }

    AfterAll { Disconnect-Plannr -All }

    It 'accept a HashSet or a SortedSet' {
        $running = [Plannr.AutomationStatus]::RunningValues
        $expected = Get-PlannrAutomationExecution | Where-Object { [Plannr.AutomationStatus]::IsRunning($_.Status) }
        @(Get-PlannrAutomationExecution -Status $running).Count | Should -Be @($expected).Count
        @(Get-PlannrAutomationExecution -Status ([System.Collections.Generic.HashSet[string]] $running)).Count | Should -Be @($expected).Count
        $names = New-Object 'System.Collections.Generic.SortedSet[string]'
        $null = $names.Add('VIP'), $names.Add('Ethical*')
        @(Get-PlannrTag $names).Count | Should -Be 2
    }
}

Describe 'Step rows' {
    BeforeAll { . "$PSScriptRoot/Demo.ps1" }

    AfterAll { Disconnect-Plannr -All }

    It 'are counted by -First and -Skip' {
        $all = Get-PlannrAutomationStep $demoUuids
        Get-PlannrAutomationStep $demoUuids -First 3 | Should -Be $all[0..2]
        Get-PlannrAutomationStep $demoUuids -First 7 -Skip 4 | Should -Be $all[4..10]
        Get-PlannrAutomationStep $demoUuids -Bulk -Skip 4 | Should -Be $all[4..1000]
        $demoUuids | Get-PlannrAutomationStep -First 2 | Should -Be $all[0..1]
        Get-PlannrAutomationExecution $demoUuids | Get-PlannrAutomationStep -First 2 -Skip 6 | Should -Be $all[6..7]
    }

    It 'are filtered before they are counted' {
        $failed = Get-PlannrAutomationStep -WithError
        Get-PlannrAutomationStep -WithError -First 2 -Skip 1 | Should -Be $failed[1..2]
        $sms = Get-PlannrAutomationStep -Name 'Send SMS' -Status completed
        Get-PlannrAutomationStep -Name 'Send SMS' -Status completed -First 2 | Should -Be $sms[0..1]
    }

    It 'have an unknown total count' {
        (Get-PlannrAutomationStep -IncludeTotalCount -First 1)[0] | Should -Match 'nknown'
        $rows = Get-PlannrAutomationExecution -First 1 | Get-PlannrAutomationStep -IncludeTotalCount -First 1
        $rows[0] | Should -Match 'nknown'
        $rows | Should -HaveCount 2
    }
}
