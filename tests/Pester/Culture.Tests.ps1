BeforeDiscovery { $cultures = 'en-GB', 'en-US', 'de-DE', 'tr-TR', 'th-TH', 'fa-IR', 'ar-SA' }

Describe 'The module in the culture <_>' -ForEach $cultures {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $before = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = [cultureinfo]$_
        $folder = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../../samples'))

        # Formats a day in the culture's own format and calendar.
        function Format-Day([datetime] $Day) { $Day.ToString('d', [cultureinfo]::CurrentCulture) }
    }

    AfterAll {
        [cultureinfo]::CurrentCulture = $before
        Disconnect-Plannr -All
    }

    It 'matches statuses, names and triggers regardless of case' {
        @(Get-PlannrAutomationExecution -Status FAILED).Count | Should -Be 8
        @(Get-PlannrAutomationExecution -Status IN_PROGRESS, fail*).Count | Should -BeGreaterThan 8
        @(Get-PlannrAutomationExecution -Name '*CLIENT*').Count | Should -Be @(Get-PlannrAutomationExecution -Name '*client*').Count
        @(Get-PlannrAutomationExecution -TriggeredBy CLIENT.CREATED).Count | Should -Be @(Get-PlannrAutomationExecution -TriggeredBy client.created).Count
        @(Get-PlannrAutomationStep -Status FAILED).Count | Should -Be @(Get-PlannrAutomationStep -Status failed).Count
        @(Get-PlannrTask -Status INCOMPLETE).Count | Should -Be @(Get-PlannrTask -Status incomplete).Count
        (Get-PlannrConnection -Name DEFAULT*).Name | Should -Be 'Default'
    }

    It 'parses dates in the format yyyy-MM-dd' {
        (Get-PlannrAutomationExecution -After 2026-05-18 -Before 2026-05-21).Uuid | Should -Be $demo.Sample
        (Get-PlannrAutomationExecution -After '2026-05-18T12:00:00' -Before '2026-05-21 12:00').Uuid | Should -Be $demo.Sample
    }

    It 'parses dates in the short format of the culture' {
        (Get-PlannrAutomationExecution -After (Format-Day '2026-05-18') -Before (Format-Day '2026-05-21')).Uuid | Should -Be $demo.Sample
    }

    It 'names the accepted format in the error about an invalid date' {
        { Get-PlannrAutomationExecution -After yesterday } | Should -Throw "*'yesterday' is not a date or time*yyyy-MM-dd*$_*"
        { Get-PlannrAutomationExecution -After 2026-27-05 } | Should -Throw "*'2026-27-05' is not a date or time*"
    }

    It 'parses dates for samples in the same way as for cmdlets' {
        $path = Join-Path $TestDrive 'failures.csv'
        $null = & "$folder/Export-FailureCsv.ps1" -Path $path -After 2026-05-18 -Before 2026-05-21
        @(Import-Csv -LiteralPath $path).ExecutionUuid | Should -Be $demo.Sample

        # In most of these formats, the invariant culture would read 4 May and 5 June as other days.
        $null = & "$folder/Export-FailureCsv.ps1" -Path $path -After (Format-Day '2026-05-04') -Before (Format-Day '2026-06-05')
        @(Import-Csv -LiteralPath $path).ExecutionUuid | Should -Be $demo.Sample
        { & "$folder/Export-FailureCsv.ps1" -Path $path -After yesterday } | Should -Throw '*yyyy-MM-dd*'
        (& "$folder/New-FailureMail.ps1" -From a@example.com -To b@example.com -Since (Format-Day '2026-05-04')).Body | Should -Match $demo.Sample
    }

    It 'writes the times of step rows in a format that spreadsheets recognise' {
        $row = Get-PlannrAutomationStep $demo.Sample | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        $row.ExecutedAt | Should -BeExactly '2026-05-19 18:31:18'
        $row.ExecutedAtIso | Should -BeExactly '2026-05-19T18:31:18+01:00'
        ($row | Get-PlannrAutomationExecution).Uuid | Should -Be $demo.Sample
        (Get-PlannrAutomationExecution -UpdatedAfter $row.ExecutedAtIso -Before 2026-05-21).Uuid | Should -Be $demo.Sample
    }
}
