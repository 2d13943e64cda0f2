Describe 'Text from the server' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        . "$PSScriptRoot/EchoServer.ps1"
        $server = Open-EchoServer
        Connect-Plannr (ConvertTo-SecureString 'terminal-token' -AsPlainText -Force) -BaseUri $server.Uri -SkipAccountResolution -MaximumRetryCount 0

        # C0 and C1 control characters, escape sequences, direction marks, line separators and an unpaired surrogate.
        $codes = @(0x1b, 0x5b, 0x32, 0x4a) + @(0x07, 0x08, 0x0c, 0x7f, 0x85, 0x9b, 0x9d) + @(0x61c, 0x200e, 0x200f) + @(0x2028..0x202e) + @(0x2066..0x2069) + @(0xd800, 0x78)
        $json = 'a' + -join ($codes | ForEach-Object { '\u{0:x4}' -f $_ })
        $harmful = '[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])'

        # Removes the shell's own colours.
        function Get-Shown { ($input | Out-String -Width 200) -replace '\x1b\[[\d;]*m' }

        function Set-Response([string] $Status, [string] $Text) {
            $server.Response.Status = $Status
            $server.Response.Text = $Text
        }

        $step = "{`"uuid`":`"00000000-0000-4000-8000-000000000002`",`"name`":`"$json`",`"status`":`"$json`",`"executed_at`":`"2026-05-19T18:31:18+01:00`",`"info`":`"{\`"error\`":\`"e\`"}`"}"
        $run = "{`"uuid`":`"$($demo.Sample)`",`"name`":`"$json`",`"status`":`"$json`",`"triggered_by`":`"$json`",`"steps`":[$step],`"account`":{`"uuid`":`"$($demo.Failed)`",`"name`":`"$json`",`"firm`":{`"uuid`":`"$($demo.Failed)`",`"name`":`"$json`",`"$json`":`"$json`"}}}"
    }

    AfterAll {
        Disconnect-Plannr -All
        Close-EchoServer $server
    }

    It 'has no control characters in errors' {
        Set-Response "422 No$([char] 27)[2J" "{`"message`":`"$json`",`"errors`":{`"$json`":[`"$json`"]}}"
        Get-PlannrAutomationExecution $demo.Sample -ErrorVariable problems -ErrorAction SilentlyContinue
        $problem = $problems[0]
        $problem.FullyQualifiedErrorId | Should -BeLike 'PlannrInvalidRequest,*'
        $shown = "$problem", $problem.Exception.Message, $problem.Exception.ServerMessage, "$($problem.Exception.FieldErrors)", "$($problem.CategoryInfo)", ($problem | Get-Shown)
        $shown | Should -Not -Match $harmful
        "$problem" | Should -Match '422 No\?\[2J'
    }

    It 'has no control characters in verbose and debug messages' {
        Set-Response "200 Good$([char] 27)[2J" ($run -replace '^\{', "{`"x$([char] 0x202e)`":1,")
        $DebugPreference = $VerbosePreference = 'Continue'
        $messages = Get-PlannrAutomationExecution $demo.Sample 4>&1 5>&1 | Where-Object { $_ -isnot [Plannr.AutomationExecution] } | ForEach-Object Message
        $messages -match '200 Good' | Should -Not -BeNullOrEmpty
        $messages | Should -Not -Match $harmful
    }

    It 'has no control characters in views and in strings, but is unchanged in properties' {
        Set-Response '200 OK' $run
        $execution = Get-PlannrAutomationExecution $demo.Sample
        $row = $execution | Get-PlannrAutomationStep
        $shown = ($execution | Get-Shown), ($execution | Format-List | Get-Shown), ($execution | Format-Custom | Get-Shown), ($execution.Steps | Get-Shown), ($row | Get-Shown), ($row | Format-List | Get-Shown),
            ($execution.Steps | Format-List | Get-Shown), ($execution.Account | Format-List | Get-Shown), ($execution.Account.Firm | Get-Shown),
            "$execution", "$($execution.Steps)", "$($execution.Account)", "$row"
        $shown | Should -Not -Match $harmful
        $execution.Name | Should -MatchExactly '^a\x1b\[2J\x07\x08'
        $row.Name | Should -MatchExactly '\u202e'
    }

    It 'has no control characters in the category of an error' {
        $null = [pscustomobject]@{ Uuid = "x$([char] 27)[2J" } | Get-PlannrAutomationExecution -ErrorVariable problems -ErrorAction SilentlyContinue
        "$($problems[0])", "$($problems[0].CategoryInfo)" | Should -Not -Match $harmful
    }

    It 'has no control characters in -WhatIf messages' {
        $row = "[pscustomobject]@{ ExecutionUuid = '$($demo.Sample)'; ExecutionName = 'run' + [char] 27 + '[2J' + [char] 0x202e; AccountUuid = '$($demo.Failed)'; AccountName = 'client' + [char] 0x9b }"
        $shown = & $shell @shellArguments -NoProfile -NonInteractive -Command "Import-Module '$modulePath'; Connect-Plannr -Demo; $row | New-PlannrTask -WhatIf"
        $shown -match 'run' | Should -Not -BeNullOrEmpty
        $shown -replace '\x1b\[[\d;]*m' | Should -Not -Match $harmful
    }
}
