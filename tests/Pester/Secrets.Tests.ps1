Describe 'The access token' {
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

    It 'is in no transcript, not even when the server sends it back' {
        $server = Open-EchoServer
        try {
            $transcript = Get-Transcript {
                # -Debug would ask at each message in Windows PowerShell.
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

    It 'is not, and neither are a refresh token and a client secret, when the server sends them back' {
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

    It 'of the demo is in no transcript either' {
        $transcript = Get-Transcript {
            $VerbosePreference = $DebugPreference = 'Continue'
            Connect-Plannr -Demo -PassThru | Format-List *
            Get-PlannrAutomationExecution $demo.Sample
        }
        $transcript | Should -Match 'in_progress'
        $transcript | Should -Match 'Authorization: \*\*\*'
        $transcript -replace '\s' | Should -Not -Match 'demo-access-token'
    }

    It 'is in no property of a connection' {
        $server = Open-EchoServer
        try { $connection = Connect-Plannr -AccessToken $secureToken -BaseUri $server.Uri -SkipAccountResolution -Name kept -PassThru }
        finally { Close-EchoServer $server }
        $connection | Format-List * -Force | Out-String -Width 500 | Should -Not -Match ([regex]::Escape($token))
        $connection | ConvertTo-Json -Depth 10 | Should -Not -Match ([regex]::Escape($token))
        [System.Management.Automation.PSSerializer]::Serialize($connection, 5) | Should -Not -Match ([regex]::Escape($token))
    }
}
