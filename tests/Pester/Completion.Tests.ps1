BeforeDiscovery {
    $readLine = Import-Module PSReadLine -PassThru -ErrorAction SilentlyContinue
    $flags = [System.Reflection.BindingFlags]'NonPublic, Static, Instance'
    $hasReadLine = $null -ne $readLine -and $null -ne [Microsoft.PowerShell.PSConsoleReadLine].GetMethod('GetUnambiguousPrefix', $flags)
}

Describe 'Completion' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $null = Get-PlannrAutomationExecution

        function Get-Match([string] $Line) {
            @([System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches)
        }

        # Returns the text that PSReadLine's Complete (Tab on Linux and macOS) inserts for the typed word, or nothing if it only shows the list.
        function Get-Inserted([string] $Line) {
            $found = [System.Collections.ObjectModel.Collection[System.Management.Automation.CompletionResult]]@(Get-Match $Line)
            if ($found.Count -eq 1) { return $found[0].CompletionText }
            $type = [Microsoft.PowerShell.PSConsoleReadLine]
            $flags = [System.Reflection.BindingFlags]'NonPublic, Static, Instance'
            $type.GetMethod('GetUnambiguousPrefix', $flags).Invoke($type.GetField('_singleton', $flags).GetValue($null), @($found, $false))
        }
    }

    AfterAll { Disconnect-Plannr -All }

    It 'inserts the UUID of an execution and shows its name' {
        $found = Get-Match 'Get-PlannrAutomationExecution -Uuid gareth'
        $found | Should -HaveCount 1
        $found.CompletionText | Should -Be $demo.Sample
        $found.ListItemText | Should -Be 'Send client welcome pack to newly created client, Gareth Thompson, in_progress'
        $found.ToolTip | Should -BeLike 'Send client welcome pack to newly created client, Gareth Thompson*'
    }

    It 'does not replace ambiguous text: <Line>' -Skip:(-not $hasReadLine) -ForEach @(
        @{ Line = 'Get-PlannrAutomationExecution -Uuid onb' }
        @{ Line = 'Get-PlannrAutomationExecution -Uuid ' }
        @{ Line = 'Get-PlannrAutomationExecution -Uuid send' }
        @{ Line = 'Wait-PlannrAutomationExecution thistle' }
        @{ Line = 'Get-PlannrAutomationExecution -Name ' }
        @{ Line = 'Get-PlannrAutomationExecution -ClientUuid o' }
        @{ Line = 'New-PlannrAutomationBlueprint -Condition less' }
    ) {
        (Get-Match $Line).Count | Should -BeGreaterThan 1
        Get-Inserted $Line | Should -BeNullOrEmpty
    }

    It 'does not replace the typed text with the common prefix of UUIDs' -Skip:(-not $hasReadLine) {
        $runs = Get-PlannrAutomationExecution
        foreach ($word in $runs.Name, $runs.AccountName, $runs.Status | ForEach-Object { $_ } | Where-Object { $_ } | Sort-Object -Unique) {
            $line = "Get-PlannrAutomationExecution -Uuid '$($word.Replace("'", "''"))"
            $found = Get-Match $line
            if ($found.Count -gt 1) { Get-Inserted $line | Should -BeNullOrEmpty -Because $word }
            $found.CompletionText.Trim() | ForEach-Object { [guid]$_ | Should -BeIn $runs.Uuid }
        }
    }

    It 'extends a partly typed UUID' -Skip:(-not $hasReadLine) {
        Get-Inserted 'Get-PlannrAutomationExecution -Uuid 0f7c' | Should -Be '0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1c'
        Get-Inserted 'Get-PlannrAutomationExecution -Uuid 82f' | Should -Be $demo.Sample
    }

    It 'extends a partly typed name and quotes it' -Skip:(-not $hasReadLine) {
        Get-Inserted 'Get-PlannrAutomationExecution -Name an' | Should -Be "'Ann"
        Get-Inserted 'Get-PlannrAutomationExecution -Name annu' | Should -Be "'Annual review reminder'"
    }

    It 'offers only completions that PowerShell parses as one argument' {
        foreach ($match in Get-Match 'Get-PlannrAutomationExecution -Name ') {
            $errors = $null
            $ast = [System.Management.Automation.Language.Parser]::ParseInput("Get-PlannrAutomationExecution -Name $($match.CompletionText)", [ref]$null, [ref]$errors)
            $errors | Should -BeNullOrEmpty
            $ast.EndBlock.Statements[0].PipelineElements[0].CommandElements | Should -HaveCount 3
        }
    }
}
