BeforeDiscovery {
    # The samples that ship with the module.
    $moduleFolder = if ($env:PLANNR_TEST_MODULE) { $env:PLANNR_TEST_MODULE } else { Join-Path $PSScriptRoot '../../out/Plannr' }
    $folder = [System.IO.Path]::GetFullPath((Join-Path $moduleFolder 'samples'))
    $samples = Get-ChildItem -LiteralPath $folder -Filter *.ps1 | ForEach-Object { @{ Name = $_.Name; Sample = $_.FullName } }
}

Describe 'Samples' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $folder = [System.IO.Path]::GetFullPath((Join-Path $moduleFolder 'samples'))
        $long = [datetimeoffset]::Now.AddDays(-60)

        # Runs a sample as a scheduler does: in a separate process, which finds the staged module as if it were installed.
        function Invoke-Sample([string] $Name, [string[]] $Arguments, [hashtable] $Environment = @{}) {
            $Environment.PSModulePath = (Split-Path (Split-Path $modulePath)) + [System.IO.Path]::PathSeparator + $env:PSModulePath
            $before = @{}
            foreach ($variable in $Environment.Keys) {
                $before.$variable = [Environment]::GetEnvironmentVariable($variable)
                [Environment]::SetEnvironmentVariable($variable, $Environment.$variable)
            }

            try {
                & $shell @shellArguments -NoProfile -NonInteractive -File (Join-Path $folder $Name) @Arguments
            }
            finally {
                foreach ($variable in $before.Keys) {
                    [Environment]::SetEnvironmentVariable($variable, $before.$variable)
                }
            }
        }
    }

    AfterAll { Disconnect-Plannr -All }

    It 'have complete help: <Name>' -ForEach $samples {
        $help = Get-Help $Sample -Full
        $help.Synopsis | Should -Match '\.$'
        $help.description | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        foreach ($parameter in @($help.parameters.parameter) | Where-Object name -NotIn 'WhatIf', 'Confirm') {
            $parameter.description | Should -Not -BeNullOrEmpty -Because $parameter.name
        }
    }

    It 'have a first example that runs unchanged: <Name>' -ForEach $samples {
        $example = [regex]::Match((Get-Content -LiteralPath $Sample -Raw), '(?s)\.EXAMPLE\r?\n(.*?)\r?\n\r?\n').Groups[1].Value
        $example | Should -Not -BeNullOrEmpty
        Copy-Item -Path "$folder/*.ps1" -Destination $TestDrive
        Mock Invoke-Item { }
        function pwsh { & $shell @shellArguments @args }
        $paths = $env:PSModulePath
        $env:PSModulePath = (Split-Path (Split-Path $modulePath)) + [System.IO.Path]::PathSeparator + $paths
        Push-Location $TestDrive
        try {
            $ErrorActionPreference = 'Stop'
            { & ([scriptblock]::Create($example)) } | Should -Not -Throw
        }
        finally {
            Pop-Location
            $env:PSModulePath = $paths
        }
    }

    Context 'New-FailureMail' {
        BeforeAll { $who = @{ From = 'plannr@example.com'; To = 'office@example.com', 'boss@example.com' } }

        It 'creates one email that lists every execution with errors' {
            $runs = Get-PlannrAutomationExecution -UpdatedAfter $long -WithError
            $mail = & "$folder/New-FailureMail.ps1" @who -Since $long
            $mail | Should -BeOfType System.Net.Mail.MailMessage
            $mail.Subject | Should -BeExactly "Plannr: $($runs.Count) executions with errors"
            $mail.To.Address | Should -Be $who.To
            foreach ($run in $runs) {
                $mail.Body | Should -Match $run.Uuid
            }
        }

        It 'HTML-encodes text from Plannr' {
            $body = (& "$folder/New-FailureMail.ps1" @who -Since $long).Body
            $body | Should -Match 'Pretend &amp; Daughters'
            { [xml]"<body>$body</body>" } | Should -Not -Throw
        }

        It 'writes the same times in every culture' {
            $culture = [cultureinfo]::CurrentCulture
            try {
                # The Thai calendar is 543 years ahead.
                [cultureinfo]::CurrentCulture = 'th-TH'
                $body = (& "$folder/New-FailureMail.ps1" @who -Since $long).Body
            }
            finally { [cultureinfo]::CurrentCulture = $culture }
            $body | Should -Match ('since ' + $long.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture))
            $body | Should -Not -Match '\b25[67]\d-\d\d-'
        }

        It 'returns nothing if nothing failed' {
            & "$folder/New-FailureMail.ps1" @who -Since ([datetimeoffset]::Now.AddYears(1)) | Should -BeNullOrEmpty
        }
    }

    Context 'Send-FailureMail' {
        BeforeAll {
            $who = @{ From = 'plannr@example.com'; To = 'office@example.com', 'boss@example.com' }
            $runs = Get-PlannrAutomationExecution -WithError
        }

        It 'lists every failure in one email, HTML-encodes the text and attaches the report' {
            $report = Join-Path $TestDrive 'attached.xlsx'
            $runs | Export-PlannrAutomationReport $report
            $message = ($runs | & "$folder/Send-FailureMail.ps1" @who -ReportPath $report -BuildOnly | ConvertFrom-Json).message
            $message.subject | Should -BeExactly "Plannr: $($runs.Count) executions failed"
            $message.toRecipients | ForEach-Object { $_.emailAddress.address } | Should -Be $who.To
            $message.body.content | Should -Match 'Pretend &amp; Daughters'
            { [xml]$message.body.content } | Should -Not -Throw
            ([xml]$message.body.content).table.tr.Count | Should -Be ($runs.Count + 1)
            $message.attachments.name | Should -BeExactly 'attached.xlsx'
            [System.Convert]::FromBase64String($message.attachments.contentBytes) | Should -Be ([System.IO.File]::ReadAllBytes($report))
        }

        It 'builds no email if nothing failed' {
            @() | & "$folder/Send-FailureMail.ps1" @who -BuildOnly | Should -BeNullOrEmpty
            $null | & "$folder/Send-FailureMail.ps1" @who -BuildOnly | Should -BeNullOrEmpty
        }

        It 'fails if no secret is specified' {
            { $runs | & "$folder/Send-FailureMail.ps1" @who } | Should -Throw 'Specify -SecretName*'
        }
    }

    Context 'Send-TeamsMessage' {
        BeforeAll { $runs = Get-PlannrAutomationExecution -WithError }

        It 'lists the first failures and counts the others' {
            $message = $runs | & "$folder/Send-TeamsMessage.ps1" -First 2 -ReportUrl 'https://example.com/a b' -BuildOnly | ConvertFrom-Json
            $card = $message.attachments.content
            $card.body[0].text | Should -BeExactly "$($runs.Count) executions failed"
            @($card.body | Where-Object type -EQ 'FactSet').Count | Should -Be 2
            $card.body[1].text | Should -BeExactly $runs[0].Name
            @($card.body[2].facts.title) | Should -Be 'Firm', 'Client', 'Step', 'Reason'
            $card.body[-1].text | Should -BeExactly "and $($runs.Count - 2) more"
            $card.actions.url | Should -BeExactly 'https://example.com/a%20b'
        }

        It 'builds a card about one failure, and no card if nothing failed' {
            ($runs[0] | & "$folder/Send-TeamsMessage.ps1" -BuildOnly | ConvertFrom-Json).attachments.content.body[0].text | Should -BeExactly '1 execution failed'
            @() | & "$folder/Send-TeamsMessage.ps1" -BuildOnly | Should -BeNullOrEmpty
        }
    }

    Context 'Invoke-NightlyReport' {
        BeforeAll {
            $who = @{ Firm = 'North'; From = 'plannr@example.com'; To = 'office@example.com'; Demo = $true }
            $arguments = '-From', 'plannr@example.com', '-To', 'office@example.com'
            $failed = @(Get-PlannrAutomationExecution -WithError -After $long)
        }

        It 'exits with 3 if there are new failures and with 0 if all failures were reported before' {
            $path = Join-Path $TestDrive 'each night'
            $lines = Invoke-Sample Invoke-NightlyReport.ps1 -Arguments (@('-Path', $path, '-Firm', 'North,South', '-After', $long.ToString('o'), '-Demo') + $arguments)
            $LASTEXITCODE | Should -Be 3
            "$lines" | Should -Match "Plannr: $($failed.Count) failed"
            $files = (Get-ChildItem $path -Filter failures-*).Name
            $files | Split-Path -Extension | Sort-Object | Should -Be '.html', '.xlsx'

            Invoke-Sample Invoke-NightlyReport.ps1 -Arguments (@('-Path', $path, '-Firm', 'North,South', '-Demo') + $arguments) | Should -BeNullOrEmpty
            $LASTEXITCODE | Should -Be 0
            (Get-ChildItem $path -Filter failures-*).Name | Should -Be $files
        }

        It 'exits with 2 and counts the firms that could not be read' {
            $path = Join-Path $TestDrive 'unread'
            $lines = Invoke-Sample Invoke-NightlyReport.ps1 -Arguments (@('-Path', $path, '-Firm', 'nobody') + $arguments) 3>&1
            $LASTEXITCODE | Should -Be 2
            "$lines" | Should -Match 'firms not read: 1 of 1'
            Join-Path $path 'state.json' | Should -Not -Exist
        }

        It 'reports the same failures again if the email could not be sent' {
            $path = Join-Path $TestDrive 'unsent'
            { & "$folder/Invoke-NightlyReport.ps1" -Path $path @who -After $long -SmtpServer smtp.invalid } | Should -Throw
            Join-Path $path 'state.json' | Should -Not -Exist
            (& "$folder/Invoke-NightlyReport.ps1" -Path $path @who -After $long).Subject | Should -BeExactly "Plannr: $($failed.Count) failed"
            $LASTEXITCODE | Should -Be 3
            Join-Path $path 'state.json' | Should -Exist
            Get-PlannrConnection | Where-Object Name -EQ North | Should -BeNullOrEmpty
        }
    }

    It 'Get-DueReview lists reviews by adviser, including overdue ones' {
        $rows = & "$folder/Get-DueReview.ps1" -Before ([datetimeoffset]::Now.AddYears(1))
        $rows.Count | Should -BeGreaterThan 2
        $rows[0].Adviser, $rows[0].Client | Should -Be 'no adviser', 'Gareth Thompson'
        $rows[0].DaysOverdue | Should -BeGreaterThan 0
        $rows.AccountUuid | Should -Not -Contain $null
    }

    It 'Find-MissingExecution lists the clients without an execution of the given name' {
        $had = (Get-PlannrAutomationExecution -Name 'Onboarding*').AccountUuid
        $missing = & "$folder/Find-MissingExecution.ps1" -Name 'Onboarding*' -CreatedAfter ([datetimeoffset]::Now.AddYears(-20))
        $clients = Get-PlannrAccount -Type client -CreatedAfter ([datetimeoffset]::Now.AddYears(-20)) -CreatedBefore ([datetimeoffset]::Now.AddHours(-1))
        $missing.Uuid | Should -Be ($clients | Where-Object Uuid -NotIn $had).Uuid
    }

    Context 'Export-FailureCsv' {
        It 'writes the failed steps in the date range to a readable CSV file' {
            $path = Join-Path $TestDrive 'failures [1].csv'
            (& "$folder/Export-FailureCsv.ps1" -Path $path -After $long).FullName | Should -BeExactly (Get-Item -LiteralPath $path).FullName
            $rows = Import-Csv -LiteralPath $path
            $steps = Get-PlannrAutomationStep -WithError -After $long
            $rows.Count | Should -Be $steps.Count
            $rows.Error | Should -Be $steps.Error
            $rows[0].ExecutedAt | Should -Match '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$'
        }

        It 'leaves out the steps of executions created after the date range' {
            $middle = [datetimeoffset]::Now.AddDays(-3)
            $path = Join-Path $TestDrive 'range.csv'
            $null = & "$folder/Export-FailureCsv.ps1" -Path $path -After $long -Before $middle
            $rows = Import-Csv -LiteralPath $path
            $rows.Count | Should -BeGreaterThan 0
            $runs = Get-PlannrAutomationExecution ($rows.ExecutionUuid | Select-Object -Unique)
            $runs | Where-Object CreatedAt -GE $middle | Should -BeNullOrEmpty
        }

        It 'writes only the headings if nothing failed, and overwrites an older file' {
            $path = Join-Path $TestDrive 'none.csv'
            Set-Content -LiteralPath $path -Value 'old'
            $null = & "$folder/Export-FailureCsv.ps1" -Path $path -After ([datetimeoffset]::Now.AddYears(1))
            @(Get-Content -LiteralPath $path).Count | Should -Be 1
            Get-Content -LiteralPath $path | Should -BeLike '"ExecutionUuid",*,"Info","ConnectionName"'
        }

        It 'escapes spreadsheet formulas on request' {
            Mock Get-PlannrAutomationStep { [pscustomobject]@{ ExecutionName = '=HYPERLINK("x")'; Name = 'plain'; Error = ' +1' } }
            $path = Join-Path $TestDrive 'safe.csv'
            $null = & "$folder/Export-FailureCsv.ps1" -Path $path -After $long -ForSpreadsheet
            $row = Import-Csv -LiteralPath $path
            $row.ExecutionName | Should -BeExactly "'=HYPERLINK(`"x`")"
            $row.Name | Should -BeExactly 'plain'
            $row.Error | Should -BeExactly "' +1"
        }
    }

    Context 'Wait-Onboarding' {
        BeforeAll {
            $onboardings = Get-PlannrAutomationExecution -Name '*onboarding*'
            # Only the newest execution of each client counts.
            $newest = $onboardings | Group-Object AccountUuid | ForEach-Object { $_.Group[0] }
        }

        It 'returns the execution that succeeded' {
            $wanted = @($newest | Where-Object { $_.Status -eq 'completed' -and -not $_.HasError })[0]
            (& "$folder/Wait-Onboarding.ps1" -ClientUuid $wanted.AccountUuid).Uuid | Should -Be $wanted.Uuid
        }

        It 'fails if the execution failed' {
            $failed = @($newest | Where-Object Status -EQ 'failed')[0]
            { & "$folder/Wait-Onboarding.ps1" -ClientUuid $failed.AccountUuid } | Should -Throw "*ended with the status failed*"
        }

        It 'fails if the execution was cancelled' {
            $cancelled = Get-PlannrAutomationExecution -Status cancelled -First 1
            { & "$folder/Wait-Onboarding.ps1" -ClientUuid $cancelled.AccountUuid -Name $cancelled.Name } | Should -Throw "*ended with the status cancelled*"
        }

        It 'ignores executions that are older than -After' {
            $old = @($newest | Where-Object { $_.Status -eq 'completed' -and -not $_.HasError })[0]
            { & "$folder/Wait-Onboarding.ps1" -ClientUuid $old.AccountUuid -After $old.CreatedAt.AddSeconds(1) -AppearSec 0 } | Should -Throw '*appeared within*'
            (& "$folder/Wait-Onboarding.ps1" -ClientUuid $old.AccountUuid -After $old.CreatedAt).Uuid | Should -Be $old.Uuid
        }

        It 'fails if the execution does not end in time' {
            $running = @($newest | Where-Object Status -In 'in_progress', 'waiting', 'pending')[0]
            { & "$folder/Wait-Onboarding.ps1" -ClientUuid $running.AccountUuid -TimeoutSec 1 } | Should -Throw -ErrorId 'PlannrWaitTimeout*'
        }

        It 'fails if no execution appears' {
            { & "$folder/Wait-Onboarding.ps1" -ClientUuid $missingUuid -AppearSec 0 } | Should -Throw '*appeared within*'
        }

        It 'polls until the execution appears' {
            $wanted = @($newest | Where-Object { $_.Status -eq 'completed' -and -not $_.HasError })[0]
            $script:polls = 0
            Mock Start-Sleep { }
            Mock Get-PlannrAutomationExecution { if (++$script:polls -eq 3) { $wanted } }
            (& "$folder/Wait-Onboarding.ps1" -ClientUuid $wanted.AccountUuid).Uuid | Should -Be $wanted.Uuid
            Should -Invoke Start-Sleep -Times 2 -Exactly
        }
    }

    Context 'Test-Automation' {
        It 'exits with 3 and lists the failed executions if there are any' {
            $lines = Invoke-Sample Test-Automation.ps1 -Arguments '-Demo', '-Hours', '1440'
            $LASTEXITCODE | Should -Be 3
            $lines.Count | Should -BeGreaterThan 5
            $lines -match $demo.Failed | Should -Not -BeNullOrEmpty
            $lines | ForEach-Object { $_.Split("`t").Count } | Should -Be @(@(5) * $lines.Count)
        }

        It 'exits with code 1 for invalid arguments' {
            $null = Invoke-Sample Test-Automation.ps1 -Arguments '-Demo', '-Hours', '0' 2>&1
            $LASTEXITCODE | Should -Be 1
        }

        It 'exits with 0 if no execution failed' {
            Mock Get-PlannrAutomationExecution { }
            & "$folder/Test-Automation.ps1" -Demo | Should -BeExactly 'No errors in the last 24 h.'
            $LASTEXITCODE | Should -Be 0
            Get-PlannrConnection | Where-Object Name -Like 'Test-Automation*' | Should -BeNullOrEmpty
        }

        It 'exits with 2 and does not prompt if there is no token' {
            Invoke-Sample Test-Automation.ps1 -Arguments @() -Environment @{ PLANNR_ACCESS_TOKEN = '' } | Should -BeLike 'Could not check: PLANNR_ACCESS_TOKEN is not set*'
            $LASTEXITCODE | Should -Be 2
        }

        It 'exits with 2 if the server cannot be reached' {
            $PSDefaultParameterValues = @{ 'Connect-Plannr:MaximumRetryCount' = 0 }
            $env:PLANNR_ACCESS_TOKEN, $env:PLANNR_BASE_URI = 'sample-token', 'http://127.0.0.1:9'
            try { & "$folder/Test-Automation.ps1" | Should -BeLike "Could not check: *can't be reached*" }
            finally { Remove-Item Env:PLANNR_ACCESS_TOKEN, Env:PLANNR_BASE_URI }
            $LASTEXITCODE | Should -Be 2
        }
    }

    Context 'New-FirmDashboard' {
        BeforeAll {
            Connect-Plannr -Demo -Name 'North & <Sons>'
            Connect-Plannr -Demo -Name 'North / Sons'
        }

        AfterAll { 'North & <Sons>', 'North / Sons' | Disconnect-Plannr }

        It 'creates a report for each firm and a page that links to them' {
            $path = Join-Path $TestDrive 'dashboard'
            $index = & "$folder/New-FirmDashboard.ps1" -Path $path -Connection 'North & <Sons>', 'North / Sons' -After $long
            $page = Get-Content -LiteralPath $index.FullName -Raw -Encoding UTF8
            $page | Should -Match '>North &amp; &lt;Sons&gt;</a>'
            $links = [regex]::Matches($page, 'href="([^"]+)"') | ForEach-Object { [uri]::UnescapeDataString($_.Groups[1].Value) }
            $links.Count | Should -Be 2
            $links | Select-Object -Unique | Should -HaveCount 2
            foreach ($link in $links) {
                Get-Content -LiteralPath (Join-Path $path $link) -Raw -Encoding UTF8 | Should -Match '<h1>Automations: North'
            }
        }

        It 'fails if there are no firms' {
            Mock Get-PlannrConnection { }
            { & "$folder/New-FirmDashboard.ps1" -Path (Join-Path $TestDrive 'empty') } | Should -Throw '*Connect first*'
            Join-Path $TestDrive 'empty' | Should -Not -Exist
        }

        It 'continues with the other firms if one cannot be read' {
            $path = Join-Path $TestDrive 'half'
            $index = & "$folder/New-FirmDashboard.ps1" -Path $path -Connection nobody, 'North / Sons' -After $long
            $page = Get-Content -LiteralPath $index.FullName -Raw -Encoding UTF8
            $page | Should -Match '<td>nobody</td><td colspan="2">could not be read: '
            [regex]::Matches($page, '<a ').Count | Should -Be 1
        }
    }
}
