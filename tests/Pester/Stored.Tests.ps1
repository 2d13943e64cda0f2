Describe 'Executions that were stored' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $executions = Get-PlannrAutomationExecution $demoUuids -IncludeAccount
        $rows = $executions | Get-PlannrAutomationStep | ConvertTo-Csv -NoTypeInformation
        $written = Join-Path $TestDrive 'written.html'
        $executions | Export-PlannrAutomationReport $written

        # The time at which it was made stands in each report.
        function Get-Report($Path) { (Get-Content -LiteralPath $Path -Raw) -replace 'Report of <time.*?</time>' }
    }

    AfterAll { Disconnect-Plannr -All }

    It 'in a file make the same rows and the same report' {
        $file = Join-Path $TestDrive 'runs.xml'
        $report = Join-Path $TestDrive 'file.html'
        $executions | Export-Clixml -LiteralPath $file
        Import-Clixml -LiteralPath $file | Get-PlannrAutomationStep | ConvertTo-Csv -NoTypeInformation | Should -Be $rows
        Import-Clixml -LiteralPath $file | Export-PlannrAutomationReport $report
        Get-Report $report | Should -BeExactly (Get-Report $written)
    }

    It 'by a background job make rows and a report with their steps' {
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

    It 'and narrowed by Select-Object are refused, and leave the report that is there' {
        $before = Get-Content -LiteralPath $written -Raw
        { $executions | Select-Object Name, Status | Export-PlannrAutomationReport $written -ErrorAction SilentlyContinue } |
            Should -Throw -ErrorId 'PlannrInvalidInput,Plannr.PowerShell.Commands.Reports.ExportPlannrAutomationReportCommand'
        Get-Content -LiteralPath $written -Raw | Should -BeExactly $before
    }
}
