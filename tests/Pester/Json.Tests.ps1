Describe 'JSON' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"

        function ConvertTo-Comparable($Value) {
            # Values of types that JSON lacks become text or a date in local time.
            if ($Value -is [datetimeoffset]) { return $Value.UtcDateTime.ToString('o').Substring(0, 22) }
            if ($Value -is [datetime]) { return $Value.ToUniversalTime().ToString('o').Substring(0, 22) }
            if ($Value -is [bool]) { return "$Value" }
            if ($Value -is [guid] -or $Value -is [string] -or $Value -is [uri]) { return "$Value" }
            # A time span becomes an object.
            if ($null -ne $Value.Ticks) { return [decimal]$Value.Ticks }
            return [decimal]$Value
        }

        function Find-Loss($Object, $Json, [string] $At = '$') {
            if ($null -eq $Object) {
                if ($null -ne $Json) { "${At}: null became '$Json'" }
            }
            elseif ($Object -is [System.Collections.IDictionary]) {
                foreach ($key in $Object.Keys) { Find-Loss $Object[$key] $Json.PSObject.Properties[$key].Value -At "$At['$key']" }
            }
            elseif ($Object -is [System.Collections.IList]) {
                if (@($Json).Count -ne $Object.Count) { "${At}: $($Object.Count) items became $(@($Json).Count)" }
                for ($i = 0; $i -lt $Object.Count; $i++) { Find-Loss $Object[$i] @($Json)[$i] -At "$At[$i]" }
            }
            elseif ($Object.GetType().Namespace -eq 'Plannr') {
                foreach ($property in $Object.PSObject.Properties) {
                    $found = $Json.PSObject.Properties[$property.Name]
                    if ($null -eq $found) { "${At}.$($property.Name) is missing" }
                    else { Find-Loss $property.Value $found.Value -At "$At.$($property.Name)" }
                }
            }
            elseif ($Object -is [string] -and $Json -is [datetime]) {
                # ConvertFrom-Json turns text that looks like a date into one.
                if (([datetimeoffset]$Object).UtcDateTime -ne $Json.ToUniversalTime()) { "${At}: '$Object' became '$Json'" }
            }
            elseif ((ConvertTo-Comparable $Object) -cne (ConvertTo-Comparable $Json)) {
                "${At}: '$Object' became '$Json'"
            }
        }
    }

    AfterAll { Disconnect-Plannr -All }

    It 'contains all data of the execution <_>' -ForEach 'Sample', 'Failed', 'Comma', 'Chinese', 'SeveralLines', 'CompletedFaulty' {
        $execution = Get-PlannrAutomationExecution $demo[$_] -IncludeAccount
        $json = $execution | ConvertTo-Json -Depth 10 -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeNullOrEmpty
        Find-Loss $execution ($json | ConvertFrom-Json) | Should -BeNullOrEmpty
    }

    It 'contains the property names and no type names' {
        $json = Get-PlannrAutomationExecution $demo.Failed -IncludeAccount | ConvertTo-Json -Depth 10
        $json | Should -Not -MatchExactly '"(System|Plannr)\.[A-Z]'
        $read = $json | ConvertFrom-Json
        $read.Uuid | Should -Be $demo.Failed
        $read.Steps[1].Name | Should -Be 'Send e-mail'
        $read.Steps[1].Errors | Should -Be @('The email must be a valid email address.', 'The template field is required.')
        $read.Account.Firm.Name | Should -Be 'Imaginary Wealth Partners'
    }

    It 'represents a list as an array even if it has one item or none' {
        $json = Get-PlannrAutomationExecution $demo.Sample -IncludeAccount | ConvertTo-Json -Depth 10 -Compress
        $json | Should -Match '"Steps":\[\{'
        $json | Should -Match '"Errors":\["the account_uuid field is required"\]'
        $json | Should -Match '"network:read":\["network:uuid"\]'
        (Get-PlannrAutomationExecution $demo.Completed | ConvertTo-Json -Depth 10 -Compress) | Should -Match '"Errors":\[\]'
    }

    It 'contains none of a connection''s secrets' {
        $json = Get-PlannrConnection | ConvertTo-Json -Depth 10
        $json | Should -Not -Match 'demo-access-token'
        ($json | ConvertFrom-Json).Authentication | Should -Be 'Demo'
    }
}
