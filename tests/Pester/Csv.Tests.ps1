Describe 'CSV files' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $executions = Get-PlannrAutomationExecution $demoUuids -IncludeAccount

        function Export-Row($Rows) {
            $path = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
            $Rows | Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
            Import-Csv -LiteralPath $path -Encoding UTF8
        }

        function Find-UnreadableCell($Rows) {
            foreach ($row in $Rows) {
                foreach ($cell in $row.PSObject.Properties) {
                    # Matches System.Object[], Plannr.Firm, @{...}, {a, b}, App\Http\Resources\... and escape sequences.
                    if ($cell.Value -cmatch '\b(System|Plannr|Microsoft|Newtonsoft)\.[A-Z]|^@?\{[^"]|`\d|App\\|\x1b') {
                        "$($cell.Name): $($cell.Value)"
                    }
                }
            }
        }
    }

    AfterAll { Disconnect-Plannr -All }

    It 'have one row with readable cells for each execution' {
        $rows = Export-Row $executions
        Find-UnreadableCell $rows | Should -BeNullOrEmpty
        $rows.Uuid | Should -Be ($demoUuids | ForEach-Object ToString)
    }

    It 'contain the values of the sample execution' {
        $row = (Export-Row $executions)[0]
        $row.Name | Should -Be 'Send client welcome pack to newly created client'
        $row.Status | Should -Be 'in_progress'
        $row.TriggeredBy | Should -Be 'client.created'
        $row.Steps | Should -Be 'Send SMS (completed)'
        $row.NextStep | Should -Be 'Send SMS (completed)'
        $row.Account | Should -Be 'Gareth Thompson'
        $row.AccountUuid | Should -Be '2066e7c6-feb1-4e00-b55a-8a0f91d47bad'
        $row.StepCount | Should -Be '1'
        $row.HasError | Should -Be 'True'
        $row.Errors | Should -Be 'the account_uuid field is required'
        $row.AdditionalProperties | Should -Be ''
    }

    It 'keep commas and Chinese characters' {
        $rows = Export-Row $executions
        $rows.AccountName | Should -Be $executions.AccountName
        $rows.AccountName | Should -Contain 'The Wobblebottom Family Discretionary Trust, 1998'
        ($rows | Where-Object Uuid -EQ $demo.Chinese).AccountName.Length | Should -Be 4
    }

    It 'separate several values in a cell with semicolons' {
        $row = Export-Row $executions | Where-Object Uuid -EQ $demo.Failed
        $row.Errors | Should -Be 'The email must be a valid email address.; The template field is required.'
        $row.Steps | Should -Be (
            'Condition: is prospect (completed); Send e-mail (failed); Send SMS (pending); Create task (pending); Update client (pending)')
    }

    It 'contain times that can be parsed and keep their offset' {
        foreach ($row in Export-Row $executions) {
            $execution = $executions | Where-Object Uuid -EQ $row.Uuid
            $read = [datetimeoffset]::Parse($row.CreatedAt, [cultureinfo]::CurrentCulture)
            [Math]::Abs(($read - $execution.CreatedAt).TotalSeconds) | Should -BeLessThan 1
            $read.Offset | Should -Be $execution.CreatedAt.Offset
        }
    }

    It 'have one row with readable cells and the execution name for each step' {
        $rows = Export-Row $executions.Steps
        Find-UnreadableCell $rows | Should -BeNullOrEmpty
        @($rows).Count | Should -Be $executions.Steps.Count
        $rows[0].ExecutionUuid | Should -Be $demo.Sample
        $rows[0].ExecutionName | Should -Be 'Send client welcome pack to newly created client'
        $rows[0].Position | Should -Be '1'
    }

    It 'contain the unchanged info of each step' {
        $rows = Export-Row $executions.Steps
        $rows.Count | Should -Be $executions.Steps.Count
        for ($i = 0; $i -lt $rows.Count; $i++) {
            $rows[$i].Info | Should -BeExactly "$($executions.Steps[$i].Info)"
        }

        $rows[0].Info | Should -BeExactly '"[{errors : "the account_uuid field is required" }]"'
        $rows.Info | Should -Contain "Step failed:`n - template ""Standard letter"" not found`n - nothing was sent"
    }

    It 'have one row with readable cells for each account' {
        $rows = Export-Row $executions.Account
        Find-UnreadableCell $rows | Should -BeNullOrEmpty
        $rows.Name | Should -Be $executions.Account.Name
    }

    It 'contain the values of the sample account' {
        $row = (Export-Row $executions.Account)[0]
        $row.Email | Should -Be 'gareth@codepotato.co.uk'
        $row.CanBeDeleted | Should -Be 'False'
        $row.OwnershipPercentage | Should -Be '100'
        $row.Permissions | Should -Be 'firm:read=firm; network:read=network:uuid'
        $row.Firm | Should -Be ''
        $row.Tags | Should -Be ''
        $row.ReferralCode | Should -Be 'ABC12345'
    }

    It 'contain the names of records related to an account' {
        $account = ($executions | Where-Object Uuid -EQ $demo.Failed).Account
        $row = Export-Row $account
        $row.Firm | Should -Be 'Imaginary Wealth Partners'
        $row.PrimaryEmail | Should -Be $account.PrimaryEmail.Value
        $row.AssignedAdviser | Should -Be $account.AssignedAdviser.Name
        $row.Tags | Should -Be ($account.Tags.Name -join '; ')
        $row.Tags | Should -Not -BeNullOrEmpty
        $row.CustomFields | Should -Not -BeNullOrEmpty
    }

    It 'have readable cells for <_>' -ForEach 'Firm', 'PrimaryEmail', 'BusinessUnit', 'Groups', 'Tags', 'Circles', 'CustomFields', 'ExternalReferences' {
        $rows = Export-Row ($executions | Where-Object Uuid -EQ $demo.Failed).Account.$_
        $rows | Should -Not -BeNullOrEmpty
        Find-UnreadableCell $rows | Should -BeNullOrEmpty
    }

    It 'are not needed to convert executions to CSV and back' {
        $lines = $executions | ConvertTo-Csv -NoTypeInformation
        $rows = $lines | ConvertFrom-Csv
        $rows.Uuid | Should -Be ($demoUuids | ForEach-Object ToString)
    }

    It 'contain execution rows that can be piped to get the same executions' {
        (Export-Row $executions | Get-PlannrAutomationExecution).Uuid | Should -Be $demoUuids
    }

    It 'contain step rows that can be piped to get their executions' {
        $rows = Export-Row $executions.Steps | Where-Object Position -EQ '1'
        ($rows | Get-PlannrAutomationExecution).Uuid | Should -Be $demoUuids
    }

    It 'contain the same values of step rows in the culture <_>' -ForEach 'en-GB', 'de-DE', 'en-US', 'ar-SA', 'th-TH', 'fa-IR', 'tr-TR' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            $stepRows = @($executions | Get-PlannrAutomationStep)
            [cultureinfo]::CurrentCulture = [cultureinfo]$_
            $rows = @(Export-Row $stepRows)
        }
        finally { [cultureinfo]::CurrentCulture = $culture }

        $rows.Count | Should -Be $executions.Steps.Count
        $rows[0].PSObject.Properties.Name | Should -Be $stepRows[0].PSObject.Properties.Name
        Find-UnreadableCell $rows | Should -BeNullOrEmpty
        for ($i = 0; $i -lt $rows.Count; $i++) {
            foreach ($cell in $rows[$i].PSObject.Properties) {
                $value = $stepRows[$i].($cell.Name)
                $expected = if ($value -is [datetimeoffset]) { ([datetimeoffset]$value).ToString('yyyy-MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture) } else { "$value" }
                $cell.Value | Should -BeExactly $expected
            }
        }
    }
}

Describe 'Step rows of executions' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $executions = Get-PlannrAutomationExecution $demoUuids -IncludeAccount
    }

    AfterAll { Disconnect-Plannr -All }

    It 'can be sorted and filtered by time' {
        $rows = @($executions | Get-PlannrAutomationStep | Where-Object ExecutedAt)
        ($rows | Sort-Object ExecutedAt)[0].ExecutionUuid | Should -Be $demo.Sample
        @($rows | Where-Object ExecutedAt -LT ([datetime]'2026-06-01')).ExecutionUuid | Should -Contain $demo.Sample
        @($rows | Where-Object ExecutedAt -GT ([datetimeoffset]::Now.AddDays(1))).Count | Should -Be 0
        $json = $rows[0] | ConvertTo-Json | ConvertFrom-Json
        ([datetimeoffset]$json.ExecutedAt).UtcDateTime | Should -Be $rows[0].ExecutedAt.UtcDateTime
    }

    It 'can be grouped by failed step' {
        $groups = $executions | Get-PlannrAutomationStep -WithError | Group-Object Name -NoElement
        $groups.Name | Should -Contain 'Send e-mail'
        ($groups | Measure-Object Count -Sum).Sum | Should -Be @($executions.Steps | Where-Object HasError).Count
    }
}
