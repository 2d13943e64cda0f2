Describe 'Connect-Plannr in an unattended script' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"

        # Starts this shell with empty input and without -NonInteractive, as cron, systemd and build servers usually do.
        function Invoke-Unattended([string] $Script) {
            $file = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
            Set-Content -LiteralPath $file -Value "Import-Module '$modulePath'; $Script"
            $arguments = @($shellArguments) + '-NoProfile', '-File', $file | ForEach-Object { '"{0}"' -f $_ }
            $start = New-Object System.Diagnostics.ProcessStartInfo $shell, ($arguments -join ' ')
            $start.UseShellExecute = $false
            $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
            $start.EnvironmentVariables.Remove('PLANNR_ACCESS_TOKEN')
            $process = [System.Diagnostics.Process]::Start($start)
            $process.StandardInput.Close()
            $errors = $process.StandardError.ReadToEndAsync()
            $output = $process.StandardOutput.ReadToEnd()
            $process.WaitForExit()
            @{ Output = $output; Errors = $errors.Result; ExitCode = $process.ExitCode }
        }
    }

    AfterAll { Disconnect-Plannr -All }

    It 'ends the script with exit code 1 if $ErrorActionPreference is Stop' {
        $run = Invoke-Unattended '$ErrorActionPreference = "Stop"; Connect-Plannr -BaseUri http://127.0.0.1:9; "the end"'

        $run.ExitCode | Should -Be 1
        $run.Output + $run.Errors | Should -Match "can't prompt"
        $run.Output | Should -Not -Match 'Plannr access token|the end'
    }

    It 'writes an error and does not end the script by default' {
        $run = Invoke-Unattended 'Connect-Plannr -BaseUri http://127.0.0.1:9; "the end"'

        $run.Output + $run.Errors | Should -Match "can't prompt"
        $run.Output | Should -Match 'the end'
    }
}
