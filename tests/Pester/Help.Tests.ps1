BeforeDiscovery {
    $source = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../../src/Plannr.PowerShell/Help'))
    $examples = foreach ($file in Get-ChildItem -LiteralPath $source -Filter *.xml) {
        $help = [xml](Get-Content -LiteralPath $file.FullName -Raw -Encoding UTF8)
        foreach ($example in $help.SelectNodes('/help/example')) {
            if ($example.GetAttribute('run') -ne 'no') {
                @{ Cmdlet = $file.BaseName; Title = $example.GetAttribute('title'); Code = $example.SelectSingleNode('code').InnerText }
            }
        }
    }
    $cmdlets = $examples | ForEach-Object Cmdlet | Sort-Object -Unique | ForEach-Object { @{ Cmdlet = $_ } }
}

Describe 'Help' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
    }

    AfterAll {
        Disconnect-Plannr -All
    }

    It 'has for <Cmdlet> an example that runs: <Title>' -ForEach $examples {
        Disconnect-Plannr -All
        Connect-Plannr -Demo
        Push-Location -LiteralPath $TestDrive
        try {
            $null = & ([scriptblock]::Create("`$ErrorActionPreference = 'Stop'; $Code"))
        }
        finally {
            Pop-Location
        }
    }

    It 'is shown in full for <Cmdlet>' -ForEach $cmdlets {
        $text = Get-Help $Cmdlet -Full | Out-String -Width 200
        foreach ($heading in 'SYNOPSIS', 'SYNTAX', 'DESCRIPTION', 'PARAMETERS', 'INPUTS', 'OUTPUTS', 'RELATED LINKS') {
            $text | Should -MatchExactly "(?m)^$heading"
        }
        $text | Should -Match 'Example 3: \S'
        $text | Should -Match "docs/cmdlets/$Cmdlet\.md"
    }

    It 'has the topic <_>' -ForEach 'about_Plannr', 'about_Plannr_Automation', 'about_Plannr_Errors', 'about_Plannr_Scripting' {
        $text = Get-Help $_ | Out-String
        $text | Should -MatchExactly "(?m)^TOPIC\r?\n    $_\r?$"
        $text | Should -MatchExactly '(?m)^LONG DESCRIPTION'
        (Get-Help "$_*" | Where-Object Name -EQ $_).Synopsis | Should -Match '\S\.$'
    }

    It 'sets the examples of <Cmdlet> apart, with their lines as they are' -ForEach $cmdlets {
        $text = Get-Help $Cmdlet -Examples | Out-String -Width 200
        $text | Should -Not -Match '\S[ \t]*\r?\n[ \t]*-+ Example'
    }
}
