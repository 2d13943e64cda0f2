Describe 'Executions in a pipeline' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $executions = Get-PlannrAutomationExecution $demoUuids -IncludeAccount
        $sample = $executions[0]
    }

    AfterAll { Disconnect-Plannr -All }

    It 'are emitted in the requested order' {
        $executions.Uuid | Should -Be $demoUuids
    }

    It 'are filtered by a property' {
        ($executions | Where-Object Status -EQ 'failed').Uuid | Should -Be @([guid]$demo.Failed, [guid]$demo.SeveralLines)
    }

    It 'are filtered by a script block' {
        ($executions | Where-Object { $_.AccountName -like '*, 1998' -and $_.StepCount -gt 1 }).Uuid | Should -Be ([guid]$demo.Comma)
    }

    It 'show an error even if all steps are completed' {
        $faulty = $executions | Where-Object HasError | Where-Object Status -EQ 'completed'
        $faulty.Uuid | Should -Be ([guid]$demo.CompletedFaulty)
        $faulty.CompletedStepCount | Should -Be $faulty.StepCount
    }

    It 'are grouped by a property' {
        $groups = $executions | Group-Object Status | Sort-Object Name
        $groups | ForEach-Object { "$($_.Count) $($_.Name)" } | Should -Be @('1 cancelled', '4 completed', '2 failed', '1 in_progress')
    }

    It 'are sorted by time, oldest first' {
        $sorted = $executions | Where-Object Uuid -NE $demo.Sample | Sort-Object CreatedAt
        $sorted[0].Uuid | Should -Be ([guid]$demo.Completed)
        $sorted[-1].Uuid | Should -Be ([guid]$demo.Failed)
        ($sorted | Sort-Object CreatedAt -Descending)[0].Uuid | Should -Be ([guid]$demo.Failed)
    }

    It 'are sorted by several properties' {
        $sorted = $executions | Sort-Object Status, Name, Uuid
        $sorted[0].Status | Should -Be 'cancelled'
        $sorted[-1].Status | Should -Be 'in_progress'
        @($sorted).Count | Should -Be $demoUuids.Count
    }

    It 'are counted and summed by Measure-Object' {
        $sum = $executions | Measure-Object StepCount -Sum
        $sum.Count | Should -Be $demoUuids.Count
        $sum.Sum | Should -Be $executions.Steps.Count
    }

    It 'provide their steps, each with its execution' {
        $steps = $executions | Select-Object -ExpandProperty Steps
        $steps | Should -BeOfType ([Plannr.AutomationStep])
        @($steps).Count | Should -BeGreaterThan 20
        @($steps.ExecutionUuid | Select-Object -Unique) | Should -Be $demoUuids
        ($steps | Where-Object { $_.ExecutionUuid -eq $demo.Failed }).Position | Should -Be @(1, 2, 3, 4, 5)
    }

    It 'provide their failed steps through ForEach-Object' {
        $steps = $executions | ForEach-Object Steps | Where-Object HasError
        ($steps | Where-Object { $_.ExecutionUuid -eq $demo.Failed }).Errors |
            Should -Be @('The email must be a valid email address.', 'The template field is required.')
    }

    It 'become plain objects with Select-Object' {
        $row = $executions | Select-Object Name, @{ Name = 'Client'; Expression = { $_.AccountName } } -First 1
        $row.Name | Should -Be 'Send client welcome pack to newly created client'
        $row.Client | Should -Be 'Gareth Thompson'
        @($row.PSObject.Properties).Count | Should -Be 2
    }

    It 'are emitted until Select-Object -First stops the pipeline' {
        $first = $demoUuids | Get-PlannrAutomationExecution | Select-Object -First 2
        $first.Uuid | Should -Be $demoUuids[0..1]
    }

    It 'are returned for piped rows with the column <_>' -ForEach 'Uuid', 'Id', 'ExecutionUuid' {
        $column = $_
        $rows = $demoUuids[0..2] | ForEach-Object { [pscustomobject]@{ $column = "$_" } }
        ($rows | Get-PlannrAutomationExecution).Uuid | Should -Be $demoUuids[0..2]
    }

    It 'are returned for piped steps' {
        ($executions | ForEach-Object { $_.Steps[0] } | Get-PlannrAutomationExecution).Uuid | Should -Be $demoUuids
    }

    It 'compare as equal when fetched twice without a change' {
        $again = Get-PlannrAutomationExecution $demoUuids -IncludeAccount
        Compare-Object $executions $again -Property Uuid, Status, CompletedStepCount, UpdatedAt, Name | Should -BeNullOrEmpty
    }

    It 'can be compared to find those missing from a list' {
        $difference = Compare-Object $executions ($executions | Where-Object Status -NE 'cancelled') -Property Uuid
        $difference.Uuid | Should -Be ([guid]$demo.Cancelled)
        $difference.SideIndicator | Should -Be '<='
    }

    It 'show the types of their properties in Get-Member' {
        $members = $sample | Get-Member -MemberType Property
        $members.TypeName | Select-Object -Unique | Should -Be 'Plannr.AutomationExecution'
        $members.Name | Should -Be @(
            'Account', 'AccountName', 'AccountUuid', 'AdditionalProperties', 'CompletedStepCount', 'ConnectionName', 'CreatedAt', 'Duration', 'EndedAt', 'Errors', 'FailedAt', 'FailedStep', 'HasError', 'Name'
            'NextStep', 'PreviousStep', 'RawText', 'Status', 'StepCount', 'Steps', 'TriggeredBy', 'UpdatedAt', 'Uuid'
        )
        ($members | Where-Object Name -EQ 'Steps').Definition | Should -Match 'ResourceList\[Plannr\.AutomationStep\] Steps \{get;\}'
    }

    It 'are read-only' {
        { $sample.Status = 'completed' } | Should -Throw
        $sample.Status | Should -Be 'in_progress'
    }

    It 'can be passed to typed function parameters' {
        function Get-Title([Plannr.AutomationExecution] $Execution, [string] $Status, [guid] $Uuid, [datetime] $Created) {
            "$($Execution.Name) is $Status since $($Created.ToUniversalTime().ToString('HH:mm')) ($Uuid)"
        }

        Get-Title $sample -Status $sample.Status -Uuid $sample.Uuid -Created $sample.CreatedAt.UtcDateTime |
            Should -Be "Send client welcome pack to newly created client is in_progress since 17:31 ($($demo.Sample))"
        [string]$sample | Should -Be 'Send client welcome pack to newly created client'
        [string]$sample.Steps[0] | Should -Be 'Send SMS (completed)'
        [string[]]$sample.Errors | Should -Be 'the account_uuid field is required'
        { [Plannr.AutomationStep]$sample } | Should -Throw
    }

    It 'include an account whose permissions can be looked up by API name' {
        $sample.Account.Permissions.'firm:read' | Should -Be 'firm'
        $sample.Account.Permissions.Keys | Should -Contain 'network:read'
        $sample.Account.Permissions.'no:such' | Should -BeNullOrEmpty
    }
}
