Describe 'Secrets' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        . "$PSScriptRoot/EchoServer.ps1"
        $token = "pat-$([guid]::NewGuid().ToString('N'))"
        $secureToken = New-Object System.Security.SecureString
        $token.ToCharArray() | ForEach-Object { $secureToken.AppendChar($_) }

        function Get-Transcript([scriptblock] $Script) {
            $path = Join-Path $TestDrive "$([guid]::NewGuid()).txt"
            $null = Start-Transcript -LiteralPath $path
            try { & $Script | Out-Default }
            finally { $null = Stop-Transcript }
            Get-Content -LiteralPath $path -Raw
        }
    }

    AfterAll { Disconnect-Plannr -All }

    Context 'with every cmdlet' {
        BeforeAll {
            # To show an error, PowerShell looks up the command that wrote it and reads every folder on the path, which is slow.
            $path, $env:PATH = $env:PATH, ''
            $uuid = $demo.Sample
            $blueprint = 'b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202'
            $step = '8367c364-43fc-534f-aedc-0f3558f3f56a'
            $client = '4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b304'
            $file = Join-Path $TestDrive 'report.html'
            $csv = Join-Path $TestDrive 'clients.csv'
            'email', 'ada@example.com' | Set-Content -LiteralPath $csv
            $key = New-Object System.Security.SecureString
            'key'.ToCharArray() | ForEach-Object { $key.AppendChar($_) }
            $uses = @{
                'Add-PlannrAutomationBlueprintStep'    = { Add-PlannrAutomationBlueprintStep $blueprint 'Send SMS' sms.send @{ a = 1 } }
                'Connect-Plannr'                       = { Connect-Plannr -Demo -Name second -PassThru | Format-List * }
                'Copy-PlannrAutomationBlueprint'       = { Copy-PlannrAutomationBlueprint $blueprint }
                'Disconnect-Plannr'                    = { Connect-Plannr -Demo -Name third; Disconnect-Plannr third }
                'Export-PlannrAutomationReport'        = { Get-PlannrAutomationExecution $uuid | Export-PlannrAutomationReport $file -Force -PassThru }
                'Get-PlannrAccount'                    = { Get-PlannrAccount $client }
                'Get-PlannrAudit'                      = { Get-PlannrAudit -First 3 }
                'Get-PlannrAutomationBlueprint'        = { Get-PlannrAutomationBlueprint $blueprint }
                'Get-PlannrAutomationExecution'        = { Get-PlannrAutomationExecution $uuid -IncludeAccount; Get-PlannrAutomationExecution -First 3 }
                'Get-PlannrAutomationStep'             = { Get-PlannrAutomationStep $uuid }
                'Get-PlannrConnection'                 = { Get-PlannrConnection | Format-List * -Force; Get-PlannrConnection | ConvertTo-Json }
                'Get-PlannrLog'                        = { Get-PlannrLog account $client }
                'Get-PlannrLogin'                      = { Get-PlannrLogin }
                'Get-PlannrTask'                       = { Get-PlannrTask -First 3 }
                'Get-PlannrWebhookSubscription'        = { Get-PlannrWebhookSubscription | Format-List * -Force }
                'Import-PlannrData'                    = { Import-PlannrData $csv clients -PollIntervalSec 1 }
                'Invoke-PlannrRequest'                 = {
                    Invoke-PlannrRequest v1/tasks -Query @{ sort = 'name' } -ResponseHeadersVariable headers
                    $headers
                    Invoke-PlannrRequest POST v1/tasks -Body @{ name = 'Call back' } -Headers @{ 'X-Trace' = 'a' }
                }
                'New-PlannrAutomationBlueprint'        = { New-PlannrAutomationBlueprint Welcome client.created }
                'New-PlannrReport'                     = { New-PlannrReport rmar }
                'New-PlannrTask'                       = { New-PlannrTask Call -TaskableType client -TaskableUuid $client }
                'New-PlannrWebhookSubscription'        = { New-PlannrWebhookSubscription https://hooks.example.com/a account.created }
                'Remove-PlannrAutomationBlueprintStep' = { Remove-PlannrAutomationBlueprintStep $blueprint $step -Confirm:$false }
                'Save-PlannrFile'                      = { Save-PlannrFile 6f1d2b7e-3a48-5c90-8e15-b4a7c90d2e01 $TestDrive -Force -PassThru }
                'Set-PlannrAutomationBlueprintStep'    = { Set-PlannrAutomationBlueprintStep $blueprint $step -Name Other }
                'Set-PlannrWebhookSubscription'        = { Set-PlannrWebhookSubscription $uuid -Event account.created }
                'Switch-PlannrAccount'                 = { Switch-PlannrAccount $client -PassThru | Format-List * }
                'Test-PlannrWebhookSignature'          = { Test-PlannrWebhookSignature '{}' 00 $key }
                'Wait-PlannrAutomationExecution'       = { Wait-PlannrAutomationExecution $uuid -Status * -TimeoutSec 1 -PollIntervalSec 1 }
            }

            # For all other cmdlets, the first example in the help is used.
            foreach ($name in Get-Command -Module Plannr -CommandType Cmdlet | ForEach-Object Name | Where-Object { -not $uses.ContainsKey($_) }) {
                $uses[$name] = [scriptblock]::Create(@((Get-Help $name).examples.example)[0].code)
            }

            # These send no requests over the connection that is tested.
            $quiet = 'Connect-Plannr', 'Disconnect-Plannr', 'Get-PlannrConnection', 'Switch-PlannrAccount', 'Test-PlannrWebhookSignature'

            # PowerShell itself adds an error to the transcript only with Continue. That takes much longer, because it opens a runspace each time.
            function Get-TranscriptOfAll([string] $Connection, [string] $ErrorActionPreference = 'SilentlyContinue') {
                Get-Transcript {
                    $VerbosePreference = $DebugPreference = 'Continue'
                    foreach ($name in $uses.Keys | Sort-Object) {
                        "--- $name"
                        $Error.Clear()

                        # An earlier script may have changed the default connection.
                        $PSDefaultParameterValues = @{ '*-Plannr*:Connection' = $Connection }
                        try { & $uses[$name] 2>&1 } catch { $_ }
                        $records = @($Error | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
                        $records
                        $records | ForEach-Object { $_, $_.Exception, $_.ErrorDetails } | Format-List * -Force
                    }
                }
            }
        }

        AfterAll { $env:PATH = $path }

        It 'the access token is not in any transcript of successful commands' {
            Connect-Plannr -Demo -Name well
            $transcript = Get-TranscriptOfAll well

            ([regex]::Matches($transcript, 'Authorization: \*\*\*')).Count | Should -BeGreaterThan ($uses.Count - $quiet.Count)
            $transcript -replace '\s' | Should -Not -Match 'demo-access-token'
        }

        It 'the access token is not in any transcript of failed requests: response <status>, form <form>' -ForEach @(
            @{ Status = '400 Bad Request'; Form = 'json' }
            @{ Status = '401 Unauthorized'; Form = 'json' }
            @{ Status = '403 Forbidden'; Form = 'json' }
            @{ Status = '404 Not Found'; Form = 'json' }
            @{ Status = '407 Proxy Authentication Required'; Form = 'page' }
            @{ Status = '422 Unprocessable Content'; Form = 'json' }
            @{ Status = '429 Too Many Requests'; Form = 'json' }
            @{ Status = '500 Internal Server Error'; Form = 'page' }
            @{ Status = '302 Found'; Form = 'redirect' }
            @{ Status = '200 OK'; Form = 'page' }
            @{ Status = '200 OK'; Form = 'cut' }
        ) {
            $server = Open-EchoServer
            try {
                Connect-Plannr -AccessToken $secureToken -BaseUri $server.Uri -Name badly -SkipAccountResolution -MaximumRetryCount 0 -MaximumRetryDelaySec 1
                $server.Response.Status, $server.Response.Form = $status, $form
                $transcript = if ($status -like '400*') { Get-TranscriptOfAll badly Continue } else { Get-TranscriptOfAll badly }
            }
            finally { Close-EchoServer $server }

            # Every command that sends requests sent the token and wrote an error.
            ($server.Received -like 'Authorization: Bearer *').Count | Should -BeGreaterThan ($uses.Count - $quiet.Count)
            ([regex]::Matches($transcript, 'FullyQualifiedErrorId\s*: Plannr')).Count | Should -BeGreaterOrEqual ($uses.Count - $quiet.Count)
            $transcript -replace '\s' | Should -Not -Match ([regex]::Escape($token))
        }

        It 'the code of an unexpected sign-in response is not in any transcript' {
            $code = "oauth-$([guid]::NewGuid().ToString('N'))"
            $transcript = Get-Transcript {
                $VerbosePreference = $DebugPreference = 'Continue'
                try { Connect-Plannr -ClientId office -AuthorizationResponse "http://127.0.0.1:8970/callback?code=$code&state=another" }
                catch { $_ | Format-List * -Force; $_.Exception | Format-List * -Force }
            }

            $transcript | Should -Match 'PlannrInvalidConnection'
            $transcript -replace '\s' | Should -Not -Match $code
        }
    }

    It 'the access token is not in any transcript even if the server echoes it' {
        $server = Open-EchoServer
        try {
            $transcript = Get-Transcript {
                # In Windows PowerShell, -Debug would prompt at each message.
                $VerbosePreference = $DebugPreference = 'Continue'
                Connect-Plannr -AccessToken $secureToken -BaseUri $server.Uri -Name echo -SkipAccountResolution -PassThru | Format-List *
                Get-PlannrAutomationExecution $demo.Sample -Connection echo -ErrorAction SilentlyContinue -ErrorVariable problems
                $problems | Format-List * -Force
                $problems.Exception | Format-List * -Force
                Get-PlannrConnection echo | ConvertTo-Json
            }
        }
        finally { Close-EchoServer $server }

        $server.Received.ToArray() -join "`n" | Should -Match ([regex]::Escape("Authorization: Bearer $token"))
        $transcript -replace '\s' | Should -Match 'GET/api/v1/automation-executions/82f16694-dbe3-4787-bd57-ab9eec12b43f'
        $transcript | Should -Match 'Authorization: \*\*\*'
        $transcript | Should -Match 'you sent'
        $transcript -replace '\s' | Should -Not -Match ([regex]::Escape($token))
    }

    It 'the refresh token and the client secret are not in any transcript even if the server echoes them' {
        $refresh, $secret = 1..2 | ForEach-Object { "oauth-$([guid]::NewGuid().ToString('N'))" }
        $secureRefresh, $secureSecret = $refresh, $secret | ForEach-Object {
            $secure = New-Object System.Security.SecureString
            $_.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }
            $secure
        }
        $server = Open-EchoServer
        try {
            $transcript = Get-Transcript {
                $VerbosePreference = $DebugPreference = 'Continue'
                try { Connect-Plannr -ClientId office -ClientSecret $secureSecret -RefreshToken $secureRefresh -BaseUri $server.Uri }
                catch { $_ | Format-List * -Force; $_.Exception | Format-List * -Force }
            }
        }
        finally { Close-EchoServer $server }

        $received = $server.Received.ToArray() -join "`n"
        $received | Should -Match "refresh_token=$refresh"
        $received | Should -Match "client_secret=$secret"
        $transcript | Should -Match 'PlannrUnauthorized'
        $transcript | Should -Match 'you sent'
        $transcript -replace '\s' | Should -Not -Match $refresh
        $transcript -replace '\s' | Should -Not -Match $secret
    }

    It 'the access token of the demo is not in any transcript' {
        $transcript = Get-Transcript {
            $VerbosePreference = $DebugPreference = 'Continue'
            Connect-Plannr -Demo -PassThru | Format-List *
            Get-PlannrAutomationExecution $demo.Sample
        }
        $transcript | Should -Match 'in_progress'
        $transcript | Should -Match 'Authorization: \*\*\*'
        $transcript -replace '\s' | Should -Not -Match 'demo-access-token'
    }

    It 'the access token is not in any property of a connection' {
        $server = Open-EchoServer
        try { $connection = Connect-Plannr -AccessToken $secureToken -BaseUri $server.Uri -SkipAccountResolution -Name kept -PassThru }
        finally { Close-EchoServer $server }
        $connection | Format-List * -Force | Out-String -Width 500 | Should -Not -Match ([regex]::Escape($token))
        $connection | ConvertTo-Json -Depth 10 | Should -Not -Match ([regex]::Escape($token))
        [System.Management.Automation.PSSerializer]::Serialize($connection, 5) | Should -Not -Match ([regex]::Escape($token))
    }
}
