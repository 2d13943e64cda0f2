Describe 'Reports, files and imports' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $doneReport = '0b94e6d1-52c7-5f3a-9d08-71e3fa46b701'
    }

    It 'creates, waits for and saves a report in one pipeline' {
        $file = New-PlannrReport rmar 'May: all/of it.' | Wait-PlannrReport -PollIntervalSec 1 | Save-PlannrFile -Destination TestDrive:\ -PassThru

        $file | Should -BeOfType ([System.IO.FileInfo])
        $file.Name | Should -Be 'of it..csv'
        @(Import-Csv -LiteralPath $file.FullName)[0].Value | Should -Be '18'
        @(Get-ChildItem -Path TestDrive:\ -Force -Filter '*.tmp').Count | Should -Be 0
    }

    It 'saves the files of a stored report and replaces existing files only with -Force' {
        $null = New-Item -Path TestDrive:\stored -ItemType Directory
        Get-PlannrReport $doneReport | Export-Clixml -Path TestDrive:\report.xml
        Import-Clixml -Path TestDrive:\report.xml | Save-PlannrFile -Destination TestDrive:\stored

        { Get-PlannrReport $doneReport | Save-PlannrFile -Destination TestDrive:\stored -ErrorAction Stop } | Should -Throw -ErrorId 'PlannrFileExists,*'
        { Get-PlannrReport $doneReport | Save-PlannrFile -Destination TestDrive:\stored -Force -ErrorAction Stop } | Should -Not -Throw
        (Get-ChildItem -Path TestDrive:\stored).Name | Should -Be 'rmar.csv'
    }

    It 'saves nothing with -WhatIf, and fails if the folder does not exist' {
        $null = New-Item -Path TestDrive:\whatif -ItemType Directory
        (Get-PlannrReport $doneReport).Files | Save-PlannrFile -Destination TestDrive:\whatif -WhatIf
        Get-ChildItem -Path TestDrive:\whatif | Should -BeNullOrEmpty
        { Save-PlannrFile (Get-PlannrReport $doneReport).Files TestDrive:\none } | Should -Throw -ErrorId 'PlannrFileNotWritten,*'
    }

    It 'downloads an uploaded file unchanged' {
        "a,b`n1,Zo$([char]0xEB)" | Set-Content -Path TestDrive:\up.csv -Encoding UTF8
        $uploaded = Invoke-PlannrRequest POST v1/file/direct-upload -Form @{ name = 'Down.csv'; file = Get-Item TestDrive:\up.csv }
        $file = Save-PlannrFile $uploaded.uuid TestDrive:\ -PassThru
        $file.Name | Should -Be 'Down.csv'
        Get-Content -LiteralPath $file.FullName -Raw | Should -Be (Get-Content -LiteralPath TestDrive:\up.csv -Raw)
    }

    It 'validates a CSV file and saves its error report' {
        $null = New-Item -Path TestDrive:\import -ItemType Directory
        "First_Name,email,Notes`nAda,ada@example.com,`nBob,nonsense,x" | Set-Content -Path TestDrive:\import\clients.csv -Encoding UTF8

        $import = Get-Item -Path TestDrive:\import\clients.csv | Import-PlannrData -Type clients -PollIntervalSec 1 -WarningVariable warnings -WarningAction SilentlyContinue

        $import.Mode | Should -Be 'validate'
        $import.Mapping['First name'] | Should -Be 'First_Name'
        $import.Errors.Row | Should -Be 2
        $warnings.Count | Should -Be 3
        "$($warnings[0])" | Should -BeLike '*''Notes'' (1 of 2)*'
        $import | Save-PlannrFile -Destination TestDrive:\import
        Get-Content -Path TestDrive:\import\import-errors.csv -TotalCount 2 | Select-Object -Last 1 | Should -Be 'Bob,nonsense,x'
    }

    It 'imports nothing with -WhatIf, and imports a file if the prompt is disabled' {
        'email' , 'ada@example.com' | Set-Content -Path TestDrive:\one.csv
        Import-PlannrData TestDrive:\one.csv clients -Mode store -WhatIf | Should -BeNullOrEmpty
        (Import-PlannrData TestDrive:\one.csv clients -Mode store -PollIntervalSec 1 -Confirm:$false).FailedJobs | Should -Be 0
    }

    It 'refuses a file that is not UTF-8' {
        "email`nZo$([char]0xEB)" | Set-Content -Path TestDrive:\utf16.csv -Encoding Unicode
        { Import-PlannrData TestDrive:\utf16.csv clients -ErrorAction Stop } | Should -Throw -ErrorId 'PlannrFileNotRead,*'
    }

    It 'completes report and import types' {
        (TabExpansion2 'New-PlannrReport rm').CompletionMatches.CompletionText | Should -Contain 'rmar'
        (TabExpansion2 'Import-PlannrData x.csv cl').CompletionMatches.CompletionText | Should -Contain 'clients'
    }
}
