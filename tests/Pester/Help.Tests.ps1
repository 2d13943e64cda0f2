BeforeDiscovery {
    $source = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../../src/Plannr.PowerShell'))
    $examples = foreach ($file in Get-ChildItem -Path $source/*/*-Plannr*.xml | Sort-Object Name) {
        $help = [xml](Get-Content -LiteralPath $file.FullName -Raw -Encoding UTF8)
        foreach ($example in $help.SelectNodes('/help/example')) {
            @{
                Cmdlet = $file.BaseName
                Title  = $example.GetAttribute('title')
                # Windows PowerShell has another name for this encoding.
                Code   = $example.SelectSingleNode('code').InnerText -replace 'utf8BOM', $(if ($PSEdition -eq 'Desktop') { 'UTF8' } else { 'utf8BOM' })
                Runs   = $example.GetAttribute('run') -ne 'no'
            }
        }
    }
    $runnable = $examples | Where-Object { $_.Runs }
    $prepared = $examples | Where-Object { -not $_.Runs }
    $names = @{ Names = @($prepared | ForEach-Object { "$($_.Cmdlet): $($_.Title)" }) }
    $cmdlets = $examples | ForEach-Object Cmdlet | Sort-Object -Unique | ForEach-Object { @{ Cmdlet = $_ } }
}

Describe 'Help' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $files = @(Get-ChildItem -Name)

        # Replaces the vault's command, which may not be installed.
        Set-Item -LiteralPath function:Set-Secret -Value { param([string] $Name, [securestring] $SecureStringSecret) "$Name $($SecureStringSecret.Length)" }

        function Get-TestSecret {
            $secret = New-Object System.Security.SecureString
            'test-secret'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
            $secret
        }

        # Setup code for the examples that do not run by themselves, by cmdlet and title.
        $preparations = @{
            'Connect-Plannr: Connect with a personal access token'                           = { Mock Read-Host { Get-TestSecret }; Mock Connect-Plannr { } }
            'Connect-Plannr: Sign in with a browser'                                         = { Mock Connect-Plannr { } }
            'Connect-Plannr: Connect in a scheduled task, with a token from a vault'         = { Mock Connect-Plannr { } }
            'Export-PlannrAutomationReport: Write a report on a month and open it'           = { Mock Invoke-Item { } }
            'Get-PlannrWebhookSubscription: Save the secret of a subscription in a vault'    = { Mock Set-Secret { } }
            'Invoke-PlannrRequest: Create a task for each row of a CSV file'                 = {
                Set-Content -LiteralPath tasks.csv -Value 'name,description,priority', '"Call, please",Today,high', 'Write,Tomorrow,low'
            }
            'Remove-PlannrAutomationBlueprintStep: Remove the last step of a blueprint'      = { $script:ConfirmPreference = 'None' }
            'Test-PlannrWebhookSignature: Test a call that was saved in a file'              = {
                Mock Read-Host { Get-TestSecret }
                $script:signature = 'sha256=00'
                # The example resolves the path against the folder of the process, not the location of the session.
                [IO.Directory]::SetCurrentDirectory((Get-Location).ProviderPath)
                Set-Content -LiteralPath call.json -Value '{}'
            }
            'Test-PlannrWebhookSignature: Reject a call with an invalid signature'           = {
                $script:body, $script:headers, $script:secret = '{}', @{ 'X-Signature' = 'sha256=00' }, (Get-TestSecret)
            }
            'Wait-PlannrAutomationExecution: Wait for all running executions'                = {
                Mock Wait-PlannrAutomationExecution { Get-PlannrAutomationExecution $Uuid }
            }
            'Watch-PlannrAutomationExecution: Watch failures at a prompt'                    = {
                Mock Watch-PlannrAutomationExecution { Get-PlannrAutomationExecution -WithError -First 1 }
            }
        }
    }

    AfterAll {
        Disconnect-Plannr -All
    }

    It 'has an example for <Cmdlet> that runs after its setup: <Title>' -ForEach $prepared {
        Disconnect-Plannr -All
        Connect-Plannr -Demo
        $preparation = $preparations["${Cmdlet}: $Title"]
        $preparation | Should -Not -BeNullOrEmpty -Because 'an example that does not run by itself needs setup code'
        $folder = [IO.Directory]::GetCurrentDirectory()
        Push-Location -LiteralPath $TestDrive
        try {
            . $preparation
            $null = & ([scriptblock]::Create("`$ErrorActionPreference = 'Stop'; $Code"))
        }
        finally {
            $script:ConfirmPreference = 'High'
            [IO.Directory]::SetCurrentDirectory($folder)
            Pop-Location
        }
    }

    It 'has no setup code for an example that does not exist' -ForEach $names {
        $preparations.Keys | Where-Object { $_ -notin $Names } | Should -BeNullOrEmpty
    }

    It 'has an example for <Cmdlet> that runs: <Title>' -ForEach $runnable {
        Disconnect-Plannr -All
        Connect-Plannr -Demo
        Push-Location -LiteralPath $TestDrive
        try {
            $output = & ([scriptblock]::Create("`$ErrorActionPreference = 'Stop'; $Code"))
            if ($Cmdlet -like 'Get-*' -and $Code -notmatch 'Export-') {
                @($output).Count | Should -BeGreaterThan 0
            }
        }
        finally {
            Pop-Location
        }
    }

    It 'leaves no files of the examples in the current folder' {
        @(Get-ChildItem -Name) | Should -Be $files
    }

    It 'is shown in full for <Cmdlet>' -ForEach $cmdlets {
        $text = Get-Help $Cmdlet -Full | Out-String -Width 200
        foreach ($heading in 'SYNOPSIS', 'SYNTAX', 'DESCRIPTION', 'PARAMETERS', 'INPUTS', 'OUTPUTS', 'RELATED LINKS') {
            $text | Should -MatchExactly "(?m)^$heading"
        }
        $text | Should -Match 'Example 3: \S'
        $text | Should -Match "docs/cmdlets/$Cmdlet\.md"
    }

    It 'has the topic <_>' -ForEach 'about_Plannr', 'about_Plannr_Automation', 'about_Plannr_Errors', 'about_Plannr_Scripting' {
        $text = Get-Help $_ | Out-String
        $text | Should -MatchExactly "(?m)^TOPIC\r?\n    $_\r?$"
        $text | Should -MatchExactly '(?m)^LONG DESCRIPTION'
        (Get-Help "$_*" | Where-Object Name -EQ $_).Synopsis | Should -Match '\S\.$'
    }

    It 'separates the examples of <Cmdlet> with blank lines' -ForEach $cmdlets {
        $text = Get-Help $Cmdlet -Examples | Out-String -Width 200
        $text | Should -Not -Match '\S[ \t]*\r?\n[ \t]*-+ Example'
    }
}
