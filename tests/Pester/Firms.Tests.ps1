Describe 'Several firms' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        Disconnect-Plannr
        foreach ($name in 'North', 'South') { Connect-Plannr -Demo -Name $name }
        function Get-Count { ($input | Group-Object ConnectionName -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" }) -join ', ' }
        $run = Get-PlannrAutomationExecution $demo.Failed -Connection North -IncludeAccount
    }

    AfterAll { Disconnect-Plannr -All }

    It 'are queried with one command, in the given order' {
        $both = Get-PlannrAutomationExecution -Connection North, South
        $both | Get-Count | Should -Be 'North 41, South 41'
        $both[0..40].ConnectionName | Should -Not -Contain 'South'
        $both[0..40].Uuid | Should -Be $both[41..81].Uuid
        Get-PlannrAutomationExecution -Connection South, (Get-PlannrConnection North) | Select-Object -First 1 -ExpandProperty ConnectionName | Should -Be 'South'
    }

    It 'are queried if their connections are piped to <_>' -ForEach @(
        'Get-PlannrAutomationExecution', 'Get-PlannrAutomationStep', 'Get-PlannrAccount', 'Get-PlannrAccount -Name Nova', 'Get-PlannrTag', 'Get-PlannrTask', 'Get-PlannrAudit', 'Get-PlannrGroup', 'Get-PlannrCustomField', 'Get-PlannrCase'
        'Get-PlannrAutomationExecution -ClientName Mabel'
        'Get-PlannrWebhookSubscription', 'Get-PlannrLogin', 'Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f'
        'Get-PlannrAutomationExecution -BlueprintUuid b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202', 'Get-PlannrAutomationBlueprint b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202'
        'Get-PlannrLog client 4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311'
    ) {
        $piped = Invoke-Expression "Get-PlannrConnection | $_"
        $named = Invoke-Expression "$_ -Connection North, South"
        $names = $piped | Group-Object ConnectionName
        $names.Name | Should -Be 'North', 'South'
        $names[0].Count | Should -Be $names[1].Count
        $named | Get-Count | Should -Be ($piped | Get-Count)
    }

    It 'have their records counted together for -First, -Skip and the total count' {
        Get-PlannrAutomationExecution -Connection North, South -First 45 | Get-Count | Should -Be 'North 41, South 4'
        Get-PlannrAutomationExecution -Connection North, South -Skip 40 -First 2 | Get-Count | Should -Be 'North 1, South 1'
        (Get-PlannrTag -Connection North, South -First 1 -IncludeTotalCount)[0] | Should -Be 8
    }

    It 'are named in each record and in nested records' {
        $run.ConnectionName, $run.Account.ConnectionName, $run.Steps[0].ConnectionName | Should -Be @('North', 'North', 'North')
        $run | Format-List | Out-String | Should -Match 'ConnectionName\s*:.*North'
        $run | Format-Table | Out-String -Width 200 | Should -Not -Match 'ConnectionName|North'
        ($run | Get-PlannrAutomationStep | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv).ConnectionName | Select-Object -Unique | Should -Be 'North'
    }

    It 'are named in records from a file' {
        $run | Export-Clixml "$TestDrive/run.xml"
        (Import-Clixml "$TestDrive/run.xml").Account.ConnectionName | Should -Be 'North'
        Get-PlannrAutomationBlueprint b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202 -Connection North | Export-Clixml "$TestDrive/blueprint.xml"
        (Import-Clixml "$TestDrive/blueprint.xml").Steps[0].ConnectionName | Should -Be 'North'
    }

    It 'are queried for their own records with <_>' -ForEach @(
        '$run | Get-PlannrAutomationExecution', 'Get-PlannrAutomationExecution $run', '$run | Get-PlannrAutomationExecution -Bulk', '$run.Steps | Get-PlannrAutomationStep'
        '$run.Account | Get-PlannrAutomationExecution', '$run | Get-PlannrAccount', '$run | Get-PlannrTask', '$run | Get-PlannrLog', '$run | Wait-PlannrAutomationExecution'
        '$run | Get-PlannrAutomationStep | ConvertTo-Csv | ConvertFrom-Csv | Get-PlannrAutomationExecution', 'Get-PlannrAutomationExecution $run -Connection South, North', '$run | New-PlannrTask'
    ) {
        @(Invoke-Expression $_)[0].ConnectionName | Should -Be 'North'
    }

    It 'can be chosen with -Connection for records piped from another firm' {
        ($run | Get-PlannrAutomationExecution -Connection South).ConnectionName | Should -Be 'South'
        ($run | New-PlannrTask -Connection South).ConnectionName | Should -Be 'South'
    }

    It 'receive the tasks for their own executions' {
        $run, (Get-PlannrAutomationExecution $demo.Failed -IncludeAccount) | New-PlannrTask | ForEach-Object ConnectionName | Should -Be 'North', 'South'
    }

    It 'receive the changes to their own tasks' {
        $task = Get-PlannrTask -First 1 -Connection North
        ($task | Set-PlannrTask -Priority high).ConnectionName | Should -Be 'North'
        $task | Complete-PlannrTask
        (Get-PlannrTask -Completed -Connection North).Uuid | Should -Contain $task.Uuid
        (Get-PlannrTask -Completed -Connection South).Uuid | Should -Not -Contain $task.Uuid
    }

    It 'have executions that one command can wait for' {
        Get-PlannrAutomationExecution -Connection North, South | Where-Object Status -EQ completed | Wait-PlannrAutomationExecution | Group-Object ConnectionName | ForEach-Object Name | Should -Be 'North', 'South'
    }

    It 'are named in errors' {
        Get-PlannrAutomationExecution $missingUuid -Connection North, South -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors.Exception.ConnectionName | Should -Be 'North', 'South'
        "$($errors[1])" | Should -Match '^South: GET '
        { Get-PlannrTag -Connection North, Nroth } | Should -Throw -ErrorId 'PlannrNotConnected,*'
    }

    It 'never receive changes to records of a closed connection' {
        Connect-Plannr -Demo -Name West
        $gone = Get-PlannrAutomationExecution $demo.Failed -Connection West -IncludeAccount
        $subscription = Get-PlannrWebhookSubscription -Connection West -First 1
        Disconnect-Plannr West
        $tasks = $gone, $run | New-PlannrTask -ErrorVariable errors -ErrorAction SilentlyContinue
        $tasks.ConnectionName | Should -Be 'North'
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'PlannrNotConnected,*'
        $subscription | Set-PlannrWebhookSubscription -Event account.created -ErrorVariable errors -ErrorAction SilentlyContinue
        "$($errors[0])" | Should -Match "'West'"
        ($gone, $gone | Get-PlannrAutomationExecution -WarningVariable warnings -WarningAction SilentlyContinue).ConnectionName | Should -Be 'South', 'South'
        $warnings | Should -HaveCount 1
        "$warnings" | Should -Match "'West'.*'South'"
        ($gone | Get-PlannrAutomationExecution -Connection South -WarningVariable warnings).ConnectionName | Should -Be 'South'
        $warnings | Should -BeNullOrEmpty
    }

    It 'are named in -WhatIf messages, except for the default firm' {
        $shown = & $shell @shellArguments -NoProfile -NonInteractive -Command "Import-Module '$modulePath'; 'North', 'South' | ForEach-Object { Connect-Plannr -Demo -Name `$_ }; Get-PlannrAutomationExecution $($demo.Failed) -IncludeAccount -Connection North, South | New-PlannrTask -WhatIf"
        @($shown) | Should -HaveCount 2
        $shown[0] | Should -Match "over the connection 'North'"
        $shown[1] | Should -Not -Match 'connection'
    }

    It 'are identified by their records in another runspace' {
        $found = $run, (Get-PlannrAutomationExecution $demo.Failed) | ForEach-Object {
            $other = [powershell]::Create()
            $null = $other.AddScript('param($Module, $Run) Import-Module $Module; ($Run | Get-PlannrAutomationExecution).ConnectionName').AddArgument($modulePath).AddArgument($_)
            $other.Invoke()
            $other.Dispose()
        }
        $found | Should -Be 'North', 'South'
    }

    It 'are named in a report unless its only connection is named Default' {
        Get-PlannrAutomationExecution -Connection North, South -First 45 | Export-PlannrAutomationReport "$TestDrive/two.html"
        $report = Get-Content -LiteralPath "$TestDrive/two.html" -Raw
        $report | Should -Match '<span class="firms">North, South</span>'
        [regex]::Matches($report, '<p class="firm">South</p>').Count | Should -Be 4
        $run | Export-PlannrAutomationReport "$TestDrive/one.html"
        Get-Content -LiteralPath "$TestDrive/one.html" -Raw | Should -Match '<span class="firms">North</span>'
        Get-Content -LiteralPath "$TestDrive/one.html" -Raw | Should -Not -Match '<p class="firm">'
    }

    It 'are named in the email about failures' {
        $mail = & "$PSScriptRoot/../../samples/New-FailureMail.ps1" -From a@example.com -To b@example.com -Since 2020-01-01 -Connection North, South
        $mail.Body | Should -Match '<th>Firm</th>'
        $mail.Body | Should -Match '<td [^>]*>South</td>'
    }

    It 'are named in the CSV rows of failures' {
        & "$PSScriptRoot/../../samples/Export-FailureCsv.ps1" -Path "$TestDrive/failures.csv" -After 2020-01-01 -Connection North, South
        (Import-Csv "$TestDrive/failures.csv").ConnectionName | Select-Object -Unique | Should -Be 'North', 'South'
    }
}
