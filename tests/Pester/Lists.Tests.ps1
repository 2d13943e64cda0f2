Describe 'A cmdlet that fails on the second page of a list' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        . "$PSScriptRoot/EchoServer.ps1"
        $server = Open-EchoServer
        $server.Response.Status, $server.Response.Form = '500 Internal Server Error', 'list'
        $token = New-Object System.Security.SecureString
        'pester'.ToCharArray() | ForEach-Object { $token.AppendChar($_) }
        Connect-Plannr -AccessToken $token -BaseUri $server.Uri -Name broken -SkipAccountResolution -MaximumRetryCount 0

        $file = Join-Path $TestDrive 'result'

        # Runs the lines as a script file and returns its output. The exit code is in $LASTEXITCODE.
        function Invoke-ScriptFile([string] $Lines) {
            $script = Join-Path $TestDrive 'script.ps1'
            @"
Import-Module '$modulePath'
`$token = New-Object System.Security.SecureString
`$token.AppendChar('p')
Connect-Plannr -AccessToken `$token -BaseUri '$($server.Uri)' -SkipAccountResolution -MaximumRetryCount 0
$Lines
"@ | Set-Content -LiteralPath $script -Encoding UTF8
            & $shell @shellArguments -NoProfile -NonInteractive -File $script 2>&1 | ForEach-Object { "$_" }
        }
    }

    AfterAll {
        Disconnect-Plannr -All
        Close-EchoServer $server
    }

    It 'emits the items of the first page' {
        $names = New-Object System.Collections.ArrayList
        { Get-PlannrAutomationExecution -Connection broken | ForEach-Object { $null = $names.Add($_.Name) } } | Should -Throw
        $names | Should -Be @('Run 1', 'Run 2')
    }

    It 'throws an error that can be caught by type without -ErrorAction Stop' {
        $record = try { Get-PlannrAutomationExecution -Connection broken -ErrorAction SilentlyContinue | Out-Null }
        catch [Plannr.PlannrNetworkException] { 'network' }
        catch [Plannr.PlannrServerErrorException] { $_ }
        $record.FullyQualifiedErrorId | Should -Be 'PlannrServerError,Plannr.PowerShell.Automations.GetPlannrAutomationExecutionCommand'
        $record.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $record.CategoryInfo.Activity | Should -Be 'Get-PlannrAutomationExecution'
        $record.TargetObject | Should -Be 'broken'
        $record.Exception.ItemsRead | Should -Be 2
        $record.Exception.Message | Should -BeLike '*The list is incomplete: 2 of 4 items were read before this error.'
        "$record" | Should -Match ([regex]::Escape($record.Exception.Message))
        $record.InvocationInfo.PositionMessage | Should -BeLike '*Get-PlannrAutomationExecution*'
    }

    It 'adds one error to $Error and one to the variable of -ErrorVariable' {
        $Error.Clear()
        try { Get-PlannrAutomationExecution -Connection broken -ErrorVariable problems | Out-Null } catch { $null = $_ }
        $Error.Count | Should -Be 1
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be $Error[0].FullyQualifiedErrorId
    }

    It 'throws a catchable error when piped to Export-Csv' {
        $caught = try { Get-PlannrAutomationExecution -Connection broken | Export-Csv $file -NoTypeInformation; 'not caught' }
        catch { "incomplete: $($_.Exception.ItemsRead)" }
        $caught | Should -Be 'incomplete: 2'
    }

    It 'leaves an existing report unchanged' {
        'good' | Set-Content -LiteralPath $file
        { Get-PlannrAutomationExecution -Connection broken | Export-PlannrAutomationReport $file } | Should -Throw -ErrorId 'PlannrServerError,*'
        Get-Content -LiteralPath $file | Should -Be 'good'
    }

    It 'ends a script with exit code 1' {
        'good' | Set-Content -LiteralPath $file
        $output = Invoke-ScriptFile "Get-PlannrAutomationExecution | Export-PlannrAutomationReport '$file'; 'went on'"
        $LASTEXITCODE | Should -Be 1
        $output | Should -Not -Contain 'went on'
        $output -join '' -replace '\s' | Should -BeLike '*Thelistisincomplete:2of4itemswerereadbeforethiserror.*'
        Get-Content -LiteralPath $file | Should -Be 'good'
    }

    It 'ends a script that requests the list in a function' {
        $output = Invoke-ScriptFile "function Get-Name { (Get-PlannrAutomationExecution).Name }; `$names = Get-Name; 'went on'"
        $LASTEXITCODE | Should -Be 1
        $output | Should -Not -Contain 'went on'
    }

    It 'does not end a script that catches the error' {
        $output = Invoke-ScriptFile "try { Get-PlannrAutomationExecution | Out-Null } catch { 'caught' }; 'went on'"
        $LASTEXITCODE | Should -Be 0
        $output | Should -Be @('caught', 'went on')
    }

    It 'ends a script, unlike a cmdlet that fails for a single item' {
        $output = Invoke-ScriptFile "Get-PlannrAutomationBlueprint '$missingUuid' -ErrorAction SilentlyContinue; 'went on'"
        $LASTEXITCODE | Should -Be 0
        $output | Should -Be 'went on'
    }
}
