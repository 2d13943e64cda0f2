Describe 'Comparing records' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"

        # Creates a record as if from a file, because scripts can't set the properties of a record.
        function New-Record([string] $Type, [hashtable] $Property) {
            $stored = [pscustomobject] $Property
            $stored.PSObject.TypeNames.Insert(0, "Deserialized.Plannr.$Type")
            [Plannr.PlannrRecord] $stored
        }

        function New-Account([int] $Number, [string] $Name = 'John Smith') { New-Record Account @{ Uuid = [guid] ('00000000-0000-4000-8000-{0:d12}' -f $Number); Name = $Name } }

        $accounts = 1, 2, 3, 4, 1 | ForEach-Object { New-Account $_ }
        $runs = Get-PlannrAutomationExecution $demoUuids -IncludeAccount
        $again = Get-PlannrAutomationExecution $demoUuids -IncludeAccount
    }

    AfterAll { Disconnect-Plannr -All }

    It 'uses the UUID in Select-Object -Unique and Sort-Object -Unique' {
        @($accounts | Select-Object -Unique) | Should -HaveCount 4
        @($accounts | Sort-Object -Unique) | Should -HaveCount 4
        @($runs + $again | Select-Object -Unique) | Should -HaveCount $runs.Count
    }

    It 'uses the UUID in Compare-Object' {
        Compare-Object $runs $again | Should -BeNullOrEmpty
        (Compare-Object $accounts[0, 1, 2] $accounts[1, 2, 3] | Sort-Object SideIndicator).SideIndicator | Should -Be '<=', '=>'
    }

    It 'uses the UUID in Group-Object' {
        $bySmith = $accounts | ForEach-Object { New-Record AutomationExecution @{ Uuid = New-Guid; Name = 'Welcome'; Account = $_ } } | Group-Object Account
        $bySmith | Should -HaveCount 4
        ($bySmith | Measure-Object Count -Maximum).Maximum | Should -Be 2
        $bySmith[0].Name | Should -Be 'John Smith'
    }

    It 'uses the UUID for -contains and -eq' {
        $runs -contains $again[0] | Should -BeTrue
        $runs[0] -eq $again[0] | Should -BeTrue
        $accounts[1..3] -contains $accounts[0] | Should -BeFalse
    }

    It 'uses the name and then the UUID in Sort-Object' {
        $sorted = $accounts[3], $accounts[0], (New-Account 9 'ann'), $accounts[1] | Sort-Object
        $sorted.Uuid.ForEach({ "$_"[-1] }) -join '' | Should -Be '9124'
    }

    It 'uses the execution and the position for step rows' {
        $rows = $runs[0] | Get-PlannrAutomationStep
        @(@($rows) + @($again[0] | Get-PlannrAutomationStep) | Select-Object -Unique) | Should -HaveCount @($rows).Count
    }
}
