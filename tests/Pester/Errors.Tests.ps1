Describe 'Errors' {
    BeforeAll { . "$PSScriptRoot/Demo.ps1" }

    AfterAll { Disconnect-Plannr -All }

    It 'do not prevent the output of other executions' {
        $found = $demo.Failed, $missingUuid, $demo.Sample | Get-PlannrAutomationExecution -ErrorVariable problems -ErrorAction SilentlyContinue
        $found.Uuid | Should -Be @([guid]$demo.Failed, [guid]$demo.Sample)
        $problems.Count | Should -Be 1
        $problems[0].TargetObject | Should -Be $missingUuid
    }

    It 'have an ID, a category, a message and a recommended action' {
        Get-PlannrAutomationExecution $missingUuid -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'PlannrNotFound,*'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[0].CategoryInfo.Activity | Should -Be 'Get-PlannrAutomationExecution'
        "$($problems[0])" | Should -BeLike "*/api/v1/automation-executions/$missingUuid*404*"
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*UUID*'
        $problems[0].Exception | Should -BeOfType ([Plannr.PlannrNotFoundException])
        $problems[0].Exception.ErrorId | Should -Be 'PlannrNotFound'
    }

    It 'are added at the start of $Error' {
        $Error.Clear()
        Get-PlannrAutomationExecution $missingUuid -ErrorAction SilentlyContinue
        $Error[0].FullyQualifiedErrorId | Should -BeLike 'PlannrNotFound,*'
        $Error.Count | Should -Be 1
    }

    It 'are not recorded with -ErrorAction Ignore' {
        $Error.Clear()
        Get-PlannrAutomationExecution $missingUuid -ErrorAction Ignore | Should -BeNullOrEmpty
        $Error.Count | Should -Be 0
    }

    It 'can be caught by type with -ErrorAction Stop' {
        $caught = try { Get-PlannrAutomationExecution $missingUuid -ErrorAction Stop }
        catch [Plannr.PlannrUnauthorizedException] { 'unauthorized' }
        catch [Plannr.PlannrNotFoundException] { "no such run: $($_.TargetObject)" }
        catch { 'another' }
        $caught | Should -Be "no such run: $missingUuid"
    }

    It 'can be caught by their base type' {
        $caught = try { Get-PlannrAutomationExecution $missingUuid -ErrorAction Stop } catch [Plannr.PlannrException] { $_.Exception.ErrorId }
        $caught | Should -Be 'PlannrNotFound'
    }

    It 'stop a script if $ErrorActionPreference is Stop' {
        $script = {
            $ErrorActionPreference = 'Stop'
            $demo.Sample, $missingUuid, $demo.Failed | Get-PlannrAutomationExecution
        }
        { & $script } | Should -Throw -ErrorId 'PlannrNotFound,*' -ExceptionType ([Plannr.PlannrNotFoundException])
    }

    It 'set $? to false' {
        $null = Get-PlannrAutomationExecution $missingUuid -ErrorAction SilentlyContinue
        $? | Should -BeFalse
        $null = Get-PlannrAutomationExecution $demo.Sample
        $? | Should -BeTrue
    }

    It 'are terminating if an argument is invalid' {
        { Get-PlannrAutomationExecution 'not-a-uuid' } | Should -Throw "*'not-a-uuid' is not a UUID*" -ErrorId 'PlannrInvalidInput,*'
        { Get-PlannrAutomationExecution $demo.Sample -ThrottleLimit 0 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'name an unknown connection' {
        { Get-PlannrAutomationExecution $demo.Sample -Connection Nowhere } | Should -Throw "*'Nowhere'*" -ErrorId 'PlannrNotConnected,*'
    }

    Context 'before Connect-Plannr' {
        BeforeAll { Disconnect-Plannr -All }

        AfterAll { Connect-Plannr -Demo }

        It 'explain how to connect' {
            $record = try { Get-PlannrAutomationExecution $demo.Sample } catch { $_ }
            $record.FullyQualifiedErrorId | Should -BeLike 'PlannrNotConnected,*'
            $record.Exception | Should -BeOfType ([Plannr.PlannrNotConnectedException])
            $record.ErrorDetails.RecommendedAction | Should -BeLike '*Connect-Plannr -AccessToken*Connect-Plannr -Demo*'
        }
    }
}
