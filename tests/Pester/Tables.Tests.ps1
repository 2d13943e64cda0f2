BeforeDiscovery {
    $tables = @(
        @{ What = 'executions'; Headings = 'Status', 'Name', 'Account', 'Steps', 'Created', 'Uuid' }
        @{ What = 'steps'; Headings = '#', 'Status', 'Executed', 'Name', 'Error' }
        @{ What = 'step rows'; Headings = 'Status', 'Name', 'Error', 'Account', 'Executed', 'Execution' }
        @{ What = 'accounts'; Headings = 'Name', 'Type', 'Role', 'Email', 'Uuid' }
        @{ What = 'tasks'; Headings = 'Status', 'Due', 'Name', 'Account', 'Uuid', 'Priority' }
        @{ What = 'blueprints'; Headings = 'Active', 'Steps', 'Created', 'Name', 'Trigger', 'Uuid' }
        @{ What = 'blueprint steps'; Headings = 'Step', 'Branch', 'Type', 'Parameters', 'Uuid' }
        @{ What = 'webhooks'; Headings = 'LastCall', 'Url', 'Uuid', 'Events' }
        @{ What = 'tags'; Headings = 'Name', 'Colour', 'Uuid' }
        @{ What = 'logs'; Headings = 'Created', 'Level', 'Type', 'Author', 'Description' }
        @{ What = 'audits'; Headings = 'Created', 'Account', 'Event', 'Type', 'Changes' }
        @{ What = 'connections'; Headings = 'Name', 'Default', 'Account', 'Authentication', 'Remaining', 'Requests', 'Retries' }
    )
}

Describe 'Tables' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $runs = Get-PlannrAutomationExecution $demoUuids -IncludeAccount
        $blueprint = Get-PlannrAutomationBlueprint b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202
        $objects = @{
            'executions'      = $runs
            'steps'           = $runs.Steps
            'step rows'       = $runs | Get-PlannrAutomationStep | Where-Object HasError
            'accounts'        = $runs.Account
            'tasks'           = Get-PlannrTask
            'blueprints'      = $blueprint
            'blueprint steps' = $blueprint.Steps
            'webhooks'        = Get-PlannrWebhookSubscription
            'tags'            = Get-PlannrTag
            'logs'            = Get-PlannrLog account 715c85b2-1b2b-57ad-92db-3027c82d1dac
            'audits'          = Get-PlannrAudit -First 5
            'connections'     = Get-PlannrConnection
        }

        # -AutoSize measures all objects. Without it, only those that arrive within 300 ms are measured.
        function Get-Table($Objects, [int] $Width = 200) {
            @(($Objects | Format-Table -AutoSize | Out-String -Width $Width) -split '\r?\n' -replace '\x1b\[[\d;]*m' -match '\S' | ForEach-Object TrimEnd)
        }
    }

    AfterAll { Disconnect-Plannr -All }

    It 'show the columns of <What> in order of importance' -ForEach $tables {
        (Get-Table $objects[$What] -Width 400)[0].Trim() -split ' +' | Should -Be $Headings
    }

    It 'fit the columns of <What> to their text without -AutoSize' -ForEach $tables {
        $single = @($objects[$What])[0]
        $lines = @(($single | Format-Table | Out-String -Width 400) -split '\r?\n' -replace '\x1b\[[\d;]*m' -match '\S' | ForEach-Object TrimEnd)
        $lines | Should -Be (Get-Table $single -Width 400)
    }

    # Connections are not records, and Clixml loses the order of an audit's changes.
    It 'show stored <What> in the same way as live ones' -ForEach ($tables | Where-Object { $_.What -notin 'connections', 'audits' }) {
        $path = Join-Path $TestDrive 'stored.xml'
        $objects[$What] | Export-Clixml -LiteralPath $path
        Get-Table (Import-Clixml -LiteralPath $path) | Should -Be (Get-Table $objects[$What])
    }

    It 'use one line for the headings and one for each execution at <_> columns' -ForEach 80, 100, 120, 160, 200 {
        $lines = Get-Table $objects['executions'] -Width $_
        $lines[1] | Should -Match '^[- ]+$'
        $lines.Count | Should -Be ($demoUuids.Count + 2)
        ($lines | ForEach-Object Length | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual $_
    }

    It 'show each execution with its full name and account at 120 columns, and its UUID at 200' {
        $narrow = Get-Table ($runs | Where-Object Uuid -In $demo.Sample, $demo.Failed) -Width 120
        $narrow -match 'Send client welcome pack to newly created client Gareth Thompson' | Should -HaveCount 1
        $narrow -match "Send client welcome pack to newly created client Mabel O'Quillfeather" | Should -HaveCount 1
        $wide = Get-Table $runs
        # An account name of more than 38 characters must not hide the steps and time of all executions.
        $wide | Where-Object { $_ -notmatch 'The Wobblebottom Family|& Barnaby' } | Should -Not -Match ([char]0x2026)
        foreach ($uuid in $demoUuids) { $wide -match "$uuid$" | Should -HaveCount 1 }
    }

    It 'show at least 30 characters of the error of a step row at 120 columns' {
        $lines = Get-Table $objects['step rows'] -Width 120
        $lines[0].IndexOf('Account') - $lines[0].IndexOf('Error') | Should -BeGreaterThan 30
        $lines -match 'failed +Send e-mail +The email must be a valid email address' | Should -HaveCount 1
    }

    It 'leave the trigger and the duration of an execution to the list view' {
        $lines = ($runs | Where-Object Uuid -EQ $demo.Failed | Format-List | Out-String -Width 120) -split '\r?\n' -replace '\x1b\[[\d;]*m'
        $lines -match '^TriggeredBy +: client\.created$' | Should -HaveCount 1
        $lines -match '^Duration +: 6 s$' | Should -HaveCount 1
        ($runs | Where-Object Uuid -EQ $demo.Failed).Duration | Should -Be ([timespan]'00:00:06')
    }

    It 'show the same text in constrained language mode' {
        $path = Join-Path $TestDrive 'all.xml'
        $kinds = @($objects.Keys | Where-Object { $_ -ne 'connections' })
        @($kinds | ForEach-Object { , $objects[$_] }) | Export-Clixml -LiteralPath $path -Depth 4
        $show = {
            param($module, $path, $mode)
            Import-Module $module
            $all = Import-Clixml -LiteralPath $path
            $ExecutionContext.SessionState.LanguageMode = $mode
            foreach ($objects in $all) {
                $objects | Format-Table -AutoSize | Out-String -Width 300
                $objects | Format-List | Out-String -Width 120
                $objects | Format-Custom | Out-String -Width 120
            }
        }
        $full, $constrained = foreach ($mode in 'FullLanguage', 'ConstrainedLanguage') {
            $powershell = [powershell]::Create()
            try {
                $text = $powershell.AddScript($show).AddArgument($modulePath).AddArgument($path).AddArgument($mode).Invoke() -join "`n"
                $powershell.Streams.Error | Should -BeNullOrEmpty
                $text
            } finally {
                $powershell.Dispose()
            }
        }
        $constrained | Should -Be $full
        $constrained | Should -Match 'Gareth Thompson'
    }
}
