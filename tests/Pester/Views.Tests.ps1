BeforeDiscovery {
    $shown = @(
        @{ What = 'executions' }
        @{ What = 'steps' }
        @{ What = 'accounts' }
        @{ What = 'connections' }
    )
}

Describe 'Views' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $executions = Get-PlannrAutomationExecution $demoUuids -IncludeAccount
        $objects = @{
            executions  = $executions
            steps       = $executions.Steps
            accounts    = $executions.Account
            connections = Get-PlannrConnection
        }

        # Windows PowerShell has no $PSStyle and shows no colours.
        if ($PSVersionTable.PSVersion.Major -ge 7) {
            $rendering = $PSStyle.OutputRendering
            $PSStyle.OutputRendering = 'Host'
        }

        function Get-Line([Parameter(ValueFromPipeline)] $Format) {
            begin { $formats = @() }
            process { $formats += $Format }
            end { ($formats | Out-String -Width 120) -split '\r?\n' -replace '\x1b\[[\d;]*m' }
        }

        function Get-Width($Lines) { ($Lines | ForEach-Object Length | Measure-Object -Maximum).Maximum }
    }

    AfterAll {
        if ($PSVersionTable.PSVersion.Major -ge 7) { $PSStyle.OutputRendering = $rendering }
        Disconnect-Plannr -All
    }

    It 'show <What> as a table without a Format command' -ForEach $shown {
        # PowerShell fits the columns to the objects that arrive within 300 ms, so the widths vary and only the headings are compared.
        $lines = @($objects[$What] | Get-Line) -match '\S'
        $table = @($objects[$What] | Format-Table | Get-Line) -match '\S'
        ($lines[0] -split ' +') | Should -Be ($table[0] -split ' +')
    }

    It 'show <What> as a table with at most seven columns and 120 characters per line' -ForEach $shown {
        $lines = $objects[$What] | Format-Table | Get-Line
        $underlines = @($lines -match '^[- ]+$' -match '-')[0]
        @($underlines.Trim() -split ' +').Count | Should -BeLessOrEqual 7
        Get-Width $lines | Should -BeLessOrEqual 120
        @($lines -match '\S').Count | Should -Be (@($objects[$What]).Count + 2)
    }

    It 'show <What> as a list with at most 120 characters per line' -ForEach $shown {
        $lines = $objects[$What] | Format-List | Get-Line
        Get-Width $lines | Should -BeLessOrEqual 120
        @($lines -match '^(Uuid|Name|ExecutionUuid) +: \S').Count | Should -BeGreaterOrEqual @($objects[$What]).Count
        $lines | Should -Not -MatchExactly 'System\.[A-Z]|Plannr\.[A-Z]'
    }

    It 'show the names of <What> with Format-Wide' -ForEach $shown {
        $lines = $objects[$What] | Format-Wide -Column 1 | Get-Line
        Get-Width $lines | Should -BeLessOrEqual 120
        @($lines -match '\S').ForEach('Trim') | Should -Be @($objects[$What] | ForEach-Object Name)
    }

    It 'show an execution as a timeline of its steps with Format-Custom' {
        $lines = $executions | Where-Object Uuid -EQ $demo.Failed | Format-Custom | Get-Line
        @($lines -match '\S') | ForEach-Object { $_ -replace '\d{4}-\d\d-\d\d \d\d:\d\d', 'TIME' } | Should -Be @(
            'Send client welcome pack to newly created client'
            '|  failed, client.created, TIME:00'
            "|  Mabel O'Quillfeather"
            "|  $($demo.Failed)"
            '+- completed  TIME:03  Condition: is prospect (3 s)'
            '+- failed     TIME:06  Send e-mail (3 s)'
            '|    ! The email must be a valid email address.'
            '|    ! The template field is required.'
            '+- pending    -                    Send SMS'
            '+- pending    -                    Create task'
            "'- pending    -                    Update client"
        )
        Get-Width $lines | Should -BeLessOrEqual 120
    }

    It 'show a complete timeline even in a narrow console' {
        $lines = $executions | Where-Object Uuid -EQ $demo.Failed | Format-Custom | Out-String -Width 30
        $lines -replace '\s' | Should -Match 'Condition:isprospect\(3s\)'
        ($lines -split '\r?\n' -replace '\x1b\[[\d;]*m' | ForEach-Object Length | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 30
    }

    It 'show <What> with Format-Custom' -ForEach ($shown | Where-Object { $_.What -ne 'executions' }) {
        $lines = @($objects[$What])[0] | Format-Custom | Get-Line
        Get-Width $lines | Should -BeLessOrEqual 120
        ($lines -match '^ *Name = ')[0].Trim() | Should -Be "Name = $(@($objects[$What])[0].Name)"
    }

    It 'show the most important values in the table of executions' {
        $line = ($executions[0] | Format-Table | Get-Line) -match 'Gareth'
        $line | Should -Match '^in_progress! Send client welcome pack to newly created client Gareth Thompson   1/1 2026-05-19 18:31 82f16694-dbe3-4787.+$'
    }

    It 'show one line per step in the list view of an execution' {
        $lines = $executions | Where-Object Uuid -EQ $demo.Failed | Format-List | Get-Line
        @($lines -match '(completed|failed|pending) +(\d{4}-\d\d-\d\d \d\d:\d\d|-) +(Condition|Send|Create|Update)').Count | Should -Be 5
        $lines -match 'Errors +: ' | Should -Match 'The email must be a valid email address\.'
    }

    It 'show the requested columns' {
        $lines = $executions | Format-Table Status, CreatedAt, Errors -AutoSize | Get-Line
        ($lines -match 'Status')[0] | Should -Match '^Status +CreatedAt +Errors'
        $lines -match 'in_progress' | Should -Match '\{the account_uuid field is required\}'
    }

    It 'show each group separately' {
        $lines = $executions | Sort-Object Status | Format-Table -GroupBy Status | Get-Line
        ($lines -match '^ +Status: ').Trim() | Should -Be @('Status: cancelled', 'Status: completed', 'Status: failed', 'Status: in_progress')
    }

    It 'write only plain text to a file if <Name> is used' -ForEach @(
        @{ Name = 'Out-File'; Write = { $args[0] | Out-File -LiteralPath $args[1] -Width 120 } }
        @{ Name = 'Tee-Object'; Write = { $args[0] | Tee-Object -FilePath $args[1] } }
        @{ Name = 'a redirection'; Write = { $args[0] > $args[1] } }
    ) {
        $path = Join-Path $TestDrive "$([guid]::NewGuid()).txt"
        $null = & $Write $executions $path
        $text = Get-Content -LiteralPath $path -Raw
        $text | Should -Match 'failed'
        $text | Should -Not -Match '\x1b'
    }

    It 'do not change objects that are piped through Tee-Object' {
        $null = $executions | Tee-Object -Variable kept | Where-Object HasError
        $kept.Uuid | Should -Be $demoUuids
    }
}
