Describe 'A report' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $runs = Get-PlannrAutomationExecution -IncludeAccount
        Push-Location $TestDrive
        $file = $runs | Export-PlannrAutomationReport failures -PassThru
        $page = Get-Content -LiteralPath $file.FullName -Raw -Encoding utf8
        $table = $page.Substring($page.IndexOf('<table id="runs">'))
    }

    AfterAll {
        Pop-Location
        Disconnect-Plannr -All
    }

    It 'gets the .html extension if its name has none' {
        $file.Name | Should -Be 'failures.html'
        (Export-PlannrAutomationReport other.htm -InputObject $runs[0] -PassThru).Name | Should -Be 'other.htm'
    }

    It 'shows failures first' {
        $page.IndexOf('Steps that fail most often') | Should -BeLessThan $page.IndexOf('Executions per day')
        $faulty = @($runs | Where-Object HasError).Count
        $errors = [regex]::Matches($table, '<tbody( class="x")?') | ForEach-Object { $_.Groups[1].Success }
        $errors | Should -Be (@($true) * $faulty + @($false) * ($runs.Count - $faulty))
    }

    It 'distinguishes executions that completed with errors from those that completed without errors' {
        $completed = @($runs | Where-Object Status -EQ 'completed')
        $faulty = @($completed | Where-Object HasError).Count
        $faulty | Should -BeGreaterThan 0
        $page | Should -Match "<span class=`"c w0`">completed, with errors</span> <b>$faulty</b>"
        $page | Should -Match "<span class=`"c c0`">completed</span> <b>$($completed.Count - $faulty)</b>"
    }

    It 'shows text as the server sent it' {
        $page | Should -Match '\n *- template &quot;Standard letter&quot; not found'
        $page | Should -Not -Match '>&#39;[=+@-]'
    }

    It 'uses the same colour for a status as other reports' {
        $alone = $runs | Where-Object Status -EQ 'pending' | Export-PlannrAutomationReport pending -PassThru | Get-Content -Raw
        $alone | Should -Match '<span class="c r2">pending</span>'
        $page | Should -Match '<span class="c r2">pending</span>'
    }
}
