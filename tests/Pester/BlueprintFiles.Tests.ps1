Describe 'Blueprint files' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $blueprint = Get-PlannrAutomationBlueprint b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202
        $file = Join-Path $TestDrive 'blueprint.json'
        $blueprint | Export-PlannrAutomationBlueprint -Path $file
    }

    AfterAll { Disconnect-Plannr -All }

    It 'are identical if the same blueprint is exported twice' {
        $again = Join-Path $TestDrive 'again.json'
        $blueprint | Export-PlannrAutomationBlueprint -Path $again
        Get-Content -LiteralPath $again -Raw | Should -BeExactly (Get-Content -LiteralPath $file -Raw)
    }

    It 'use the field names of the API and contain no timestamps' {
        $json = Get-Content -LiteralPath $file -Raw | ConvertFrom-Json
        $json.version | Should -Be 1
        $json.blueprints[0].name | Should -Be $blueprint.Name
        $json.blueprints[0].steps.Count | Should -Be $blueprint.StepCount
        Get-Content -LiteralPath $file -Raw | Should -Not -Match '_at"'
    }

    It 'are each imported as a new, inactive blueprint with the same steps' {
        $made = Import-PlannrAutomationBlueprint $file -Name 'Imported'
        $made.Name | Should -Be 'Imported'
        $made.Uuid | Should -Not -Be $blueprint.Uuid
        $made.IsActive | Should -BeFalse
        $made.Steps.Name | Should -Be $blueprint.Steps.Name
        $made.Steps.Branch | Should -Be $blueprint.Steps.Branch
        @($made.Conditions | ForEach-Object { "$_" }) | Should -Be @($blueprint.Conditions | ForEach-Object { "$_" })
    }

    It 'keep their content, except for UUIDs, when they are imported and exported again' {
        $made = Import-PlannrAutomationBlueprint $file
        $again = Join-Path $TestDrive 'made.json'
        $made | Export-PlannrAutomationBlueprint -Path $again
        $parts = foreach ($path in $file, $again) {
            # The server turns an empty string into null.
            (Get-Content -LiteralPath $path -Raw) -replace '"value": ""', '"value": null' -replace '"(uuid|parent_step_uuid)": "[^"]*"', '"$1": ""' -replace '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}'
        }
        $parts[1] | Should -BeExactly $parts[0]
    }

    It 'are not imported with -WhatIf' {
        Import-PlannrAutomationBlueprint $file -WhatIf | Should -BeNullOrEmpty
    }

    It 'are refused if they are invalid, while valid files are imported' {
        $other = Join-Path $TestDrive 'other.json'
        foreach ($content in '', '{}', '[]', '{"version":2,"blueprints":[]}') {
            Set-Content -LiteralPath $other -Value $content
            $made = Import-PlannrAutomationBlueprint $other, $file -ErrorVariable errors -ErrorAction SilentlyContinue
            $errors[0].FullyQualifiedErrorId | Should -BeLike 'PlannrFileNotRead,*'
            @($made).Count | Should -Be 1
        }
    }

    It 'are not written if one of the blueprints cannot be read' {
        $before = Get-Content -LiteralPath $file -Raw
        { $blueprint.Uuid, $missingUuid | Export-PlannrAutomationBlueprint -Path $file -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'PlannrFileNotWritten,*'
        Get-Content -LiteralPath $file -Raw | Should -BeExactly $before
    }
}
