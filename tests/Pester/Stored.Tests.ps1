Describe 'Stored executions' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $executions = Get-PlannrAutomationExecution $demoUuids -IncludeAccount
        $rows = $executions | Get-PlannrAutomationStep | ConvertTo-Csv -NoTypeInformation
        $written = Join-Path $TestDrive 'written.html'
        $executions | Export-PlannrAutomationReport $written

        # Leaves out the creation time of the report.
        function Get-Report($Path) { (Get-Content -LiteralPath $Path -Raw) -replace 'Report created <time.*?</time>' }
    }

    AfterAll { Disconnect-Plannr -All }

    It 'produce the same rows and the same report as live executions if read from a file' {
        $file = Join-Path $TestDrive 'runs.xml'
        $report = Join-Path $TestDrive 'file.html'
        $executions | Export-Clixml -LiteralPath $file
        Import-Clixml -LiteralPath $file | Get-PlannrAutomationStep | ConvertTo-Csv -NoTypeInformation | Should -Be $rows
        Import-Clixml -LiteralPath $file | Export-PlannrAutomationReport $report
        Get-Report $report | Should -BeExactly (Get-Report $written)
    }

    It 'produce step rows and a report if received from a background job' {
        $report = Join-Path $TestDrive 'job.html'
        $stored = Start-Job -ArgumentList $modulePath, $demo.Failed {
            Import-Module $args[0]
            Connect-Plannr -Demo
            Get-PlannrAutomationExecution $args[1] -IncludeAccount
        } | Receive-Job -Wait -AutoRemoveJob
        @($stored | Get-PlannrAutomationStep).Count | Should -Be 5
        $stored | Export-PlannrAutomationReport $report
        Get-Report $report | Should -Match 'The email must be a valid email address\.'
        Get-Report $report | Should -Match "Mabel O&#39;Quillfeather"
    }

    It 'have the same type, values and views as live executions if read from a file in the culture <_>' -ForEach 'en-GB', 'fa-IR', 'tr-TR' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            $executions | Export-Clixml "$TestDrive/culture.xml"
            $stored = Import-Clixml "$TestDrive/culture.xml"
            $stored | Should -BeOfType ([Plannr.AutomationExecution])
            Compare-Object $executions $stored | Should -BeNullOrEmpty
            ($stored | Sort-Object CreatedAt).Uuid | Should -Be ($executions | Sort-Object CreatedAt).Uuid
            $stored.Steps | ConvertTo-Json -Depth 9 | Should -BeExactly ($executions.Steps | ConvertTo-Json -Depth 9)
            foreach ($view in 'Format-Table', 'Format-List', 'Format-Custom', 'ConvertTo-Csv') {
                $stored | & $view | Out-String -Width 200 | Should -BeExactly ($executions | & $view | Out-String -Width 200)
            }
        }
        finally { [cultureinfo]::CurrentCulture = $culture }
    }

    It 'become records again if received from a background job, as do blueprints and step rows' {
        $job = Start-Job -ArgumentList $modulePath, $demo.Failed {
            Import-Module $args[0]
            Connect-Plannr -Demo
            Get-PlannrAutomationExecution $args[1] -IncludeAccount
            Get-PlannrAutomationBlueprint b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202
            Get-PlannrAutomationExecution $args[1] | Get-PlannrAutomationStep
        }
        $run, $blueprint, $row = $job | Receive-Job -Wait -AutoRemoveJob | Select-Object -First 3
        $run | Should -BeOfType ([Plannr.AutomationExecution])
        $run.CreatedAt | Should -BeOfType ([datetimeoffset])
        $run.Account | Should -BeOfType ([Plannr.Account])
        $blueprint.Steps[3].Parent.Parent.Name | Should -Be 'Wait 3 days'
        $row | Should -BeOfType ([Plannr.AutomationStepRow])
        $row.ExecutedAt -lt [datetimeoffset]::Now | Should -BeTrue
    }

    It 'produce the same rows as live executions if selected with Select-Object *' {
        $rows2 = $executions | Select-Object * | Get-PlannrAutomationStep | ConvertTo-Csv -NoTypeInformation
        $rows2 | Should -Be $rows
    }

    It 'are refused and leave an existing report unchanged if Select-Object omits properties' {
        $before = Get-Content -LiteralPath $written -Raw
        { $executions | Select-Object Name, Status | Export-PlannrAutomationReport $written -ErrorAction SilentlyContinue } |
            Should -Throw -ErrorId 'PlannrInvalidInput,Plannr.PowerShell.Reports.ExportPlannrAutomationReportCommand'
        Get-Content -LiteralPath $written -Raw | Should -BeExactly $before
    }
}
