Describe 'Blueprints' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $blueprint = Get-PlannrAutomationBlueprint 'b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202'
    }

    AfterAll { Disconnect-Plannr -All }

    It 'have steps with parents and children' {
        $blueprint.Steps[3].Parent.Parent.Name | Should -Be 'Wait 3 days'
        $blueprint.Steps[2].Children.Name | Should -Be @('Update client', 'Send SMS')
        $blueprint.RootSteps.Count | Should -Be 1
        @($blueprint.Steps | Where-Object { $_.Parent.Type -eq 'condition' } | ForEach-Object Branch) | Should -Be @('yes', 'no')
    }

    It 'are converted to JSON of limited size even with a large -Depth' {
        $json = $blueprint | ConvertTo-Json -Depth 50 -WarningAction SilentlyContinue
        $json.Length | Should -BeLessThan 500000
        $read = $json | ConvertFrom-Json
        $read.Steps.Count | Should -Be 8
        $read.RootSteps[0].Children[0].Children[0].Children[1].Name | Should -Be 'Send SMS'
        ($blueprint.Steps[4] | ConvertTo-Json -Depth 50 -WarningAction SilentlyContinue).Length | Should -BeLessThan 500000
    }

    It 'are converted to CSV without type names' {
        $csv = $blueprint.Steps | ConvertTo-Csv -NoTypeInformation
        $csv.Count | Should -Be 9
        $csv -join "`n" | Should -Not -MatchExactly '(System|Plannr)\.[A-Z]'
        ($csv | ConvertFrom-Csv)[3].Parent | Should -Be 'Condition: has booked a meeting'
        ($csv | ConvertFrom-Csv)[3].Parameters | Should -Be 'account_uuid=ref trigger.account.uuid'
        ($blueprint | ConvertTo-Csv -NoTypeInformation) -join "`n" | Should -Not -MatchExactly '(System|Plannr)\.[A-Z]'
    }

    It 'are shown as a tree by Format-Custom' {
        $lines = ($blueprint | Format-Custom | Out-String -Width 200) -split '\r?\n'
        $lines -like "'- Condition: has booked a meeting*" | Should -HaveCount 1
        $lines | Should -Contain '   +- yes'
        $lines -like '   |  +- Update client (client.update):*' | Should -HaveCount 1
        $blueprint.Steps[-1] | Format-Custom | Out-String -Width 200 | Should -Match "'- Create task"
    }

    It 'are shown with their names by <_>' -ForEach 'Format-Table', 'Format-List' {
        $blueprint | & $_ | Out-String -Width 200 | Should -Match 'Annual review reminder'
        $blueprint.Steps | & $_ | Out-String -Width 200 | Should -Match 'Condition: has booked a meeting'
    }

    It 'can be read from a file and piped to find their executions' {
        $path = Join-Path $TestDrive 'blueprint.clixml'
        $blueprint | Export-Clixml -LiteralPath $path
        $stored = Import-Clixml -LiteralPath $path
        ($stored | Get-PlannrAutomationBlueprint).Uuid | Should -Be $blueprint.Uuid
        @($stored | Get-PlannrAutomationExecution -First 2).Count | Should -Be 2
    }

    It 'can be copied and changed, and lose no steps with -WhatIf' {
        $copy = Copy-PlannrAutomationBlueprint $blueprint.Uuid
        $copy.IsActive | Should -BeFalse
        $copy.StepCount | Should -Be 8
        ($copy.Steps[0] | Set-PlannrAutomationBlueprintStep -Name 'First').Name | Should -Be 'First'
        $copy.Steps[-1] | Remove-PlannrAutomationBlueprintStep -WhatIf
        (Get-PlannrAutomationBlueprint $copy.Uuid).StepCount | Should -Be 8
        $copy.Steps[-1] | Remove-PlannrAutomationBlueprintStep -Confirm:$false
        (Get-PlannrAutomationBlueprint $copy.Uuid).StepCount | Should -Be 7
    }
}

Describe 'Webhook subscriptions' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $subscription = New-PlannrWebhookSubscription https://hooks.example.com/pester account.created
        $plain = (New-Object System.Net.NetworkCredential '', $subscription.SigningSecret).Password
        # On Linux, a SecureString written to a file contains its characters in this form.
        $hidden = -join ([System.Text.Encoding]::Unicode.GetBytes($plain) | ForEach-Object { $_.ToString('x2') })
    }

    AfterAll { Disconnect-Plannr -All }

    It 'have a usable signing secret' {
        $plain.Length | Should -Be 60
        $subscription.HasSigningSecret | Should -BeTrue
        Test-PlannrWebhookSignature '{}' 00 $subscription.SigningSecret | Should -BeFalse
        $subscription | Test-PlannrWebhookSignature '{}' 00 | Should -BeFalse
    }

    It 'do not reveal the signing secret in <_>' -ForEach 'Format-Table *', 'Format-List *', 'Format-Custom', 'ConvertTo-Json', 'ConvertTo-Csv', 'Export-Clixml' {
        $path = Join-Path $TestDrive 'subscription.clixml'
        $text = if ($_ -eq 'Export-Clixml') {
            $subscription | Export-Clixml -LiteralPath $path -Depth 5
            Get-Content -LiteralPath $path -Raw
        }
        else {
            & ([scriptblock]::Create("`$args[0] | $_ | Out-String -Width 500")) $subscription
        }
        $text.Length | Should -BeGreaterThan 100
        $text | Should -Not -Match ([regex]::Escape($plain))
        $text | Should -Not -Match $hidden
        $text | Should -Not -Match 'SecureString'
    }
}
