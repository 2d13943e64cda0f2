Describe 'The manifest' {
    BeforeAll { . "$PSScriptRoot/Demo.ps1" }

    AfterAll { Disconnect-Plannr -All }

    It 'is valid' {
        $manifest = Test-ModuleManifest $modulePath
        $manifest.Name | Should -Be 'Plannr'
        $manifest.CompatiblePSEditions | Should -Be @('Core', 'Desktop')
    }

    It 'lists exactly the cmdlets that the module exports' {
        $named = (Import-PowerShellDataFile $modulePath).CmdletsToExport
        (Get-Command -Module Plannr).Name | Sort-Object | Should -Be ($named | Sort-Object)
        (Get-Module Plannr).ExportedAliases.Count | Should -Be 0
    }

    It 'separates list items only with commas, so that the import stays fast' {
        $script = [System.Management.Automation.Language.Parser]::ParseFile($modulePath, [ref]$null, [ref]$null)
        $lists = $script.FindAll({ $args[0] -is [System.Management.Automation.Language.ArrayExpressionAst] }, $true)
        @($lists).Count | Should -BeGreaterThan 5
        ($lists | Where-Object { $_.SubExpression.Statements.Count -gt 1 }).Extent.Text | Should -BeNullOrEmpty
    }
}
