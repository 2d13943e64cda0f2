Describe 'Invoke-PlannrRequest' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
    }

    It 'emits objects that survive ConvertTo-Json and ConvertFrom-Json' {
        $tasks = Invoke-PlannrRequest v1/task -Query @{ per_page = 3 }

        $again = $tasks | ConvertTo-Json -Depth 10 | ConvertFrom-Json

        $again.data.Count | Should -Be 3
        $again.data.uuid | Should -Be $tasks.data.uuid
        $again.data[0].PSObject.Properties.Name | Should -Be $tasks.data[0].PSObject.Properties.Name
        $again.meta.total | Should -Be $tasks.meta.total
    }

    It 'emits objects with the same JSON as the raw response' {
        $object = Invoke-PlannrRequest v1/logins
        $raw = Invoke-PlannrRequest v1/logins -Raw

        # ConvertFrom-Json turns text that looks like a date into one, so both go through it.
        $ours = $object | ConvertTo-Json -Depth 20 -Compress | ConvertFrom-Json | ConvertTo-Json -Depth 20 -Compress
        $ours | Should -BeExactly ($raw | ConvertFrom-Json | ConvertTo-Json -Depth 20 -Compress)
    }

    It 'emits objects with dates that Export-Csv writes unchanged' {
        Invoke-PlannrRequest v1/task -Query @{ per_page = 2 } -Paginate | Select-Object uuid, name, created_at | Export-Csv -Path TestDrive:\tasks.csv -NoTypeInformation

        $rows = @(Import-Csv -Path TestDrive:\tasks.csv)
        $rows.Count | Should -BeGreaterThan 2
        $rows[0].created_at | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$'
        @($rows.uuid | Sort-Object -Unique).Count | Should -Be $rows.Count
    }

    It 'creates a record from each valid row of a CSV file' {
        "name,priority`nCall back,high`nSend the pack,wrong`nZo$([char]0xEB)'s review,low" | Set-Content -Path TestDrive:\new.csv -Encoding UTF8

        $made = @(Import-Csv -Path TestDrive:\new.csv -Encoding UTF8 | Invoke-PlannrRequest POST v1/task -ErrorVariable refused -ErrorAction SilentlyContinue)

        $made.name | Should -Be @('Call back', "Zo$([char]0xEB)'s review")
        $refused.Count | Should -Be 1
        $refused[0].TargetObject.name | Should -Be 'Send the pack'
        $refused[0].Exception.FieldErrors['priority'] | Should -Not -BeNullOrEmpty
    }

    It 'accepts JSON from ConvertTo-Json and from a file' {
        (Invoke-PlannrRequest POST v1/task -Body (@{ name = 'a' } | ConvertTo-Json)).name | Should -Be 'a'

        '{ "name": "b" }' | Set-Content -Path TestDrive:\task.json
        (Get-Content -Path TestDrive:\task.json -Raw | Invoke-PlannrRequest POST v1/task).name | Should -Be 'b'
    }

    It 'reports the position of invalid JSON and sends nothing' {
        { Invoke-PlannrRequest POST v1/task -Body '{ "name": oops }' -ErrorAction Stop } | Should -Throw -ExpectedMessage '*line 1, byte 11*' -ErrorId 'PlannrInvalidRequest,*'
    }

    It 'writes a binary file with brackets in its name to a PowerShell drive' {
        $path = 'TestDrive:\letter[1].docx'
        Invoke-PlannrRequest v1/document/e5a7c2da-69f3-5b18-9d24-3fa8b7e1c601/content/docx -OutFile $path -StatusCodeVariable status -ResponseHeadersVariable headers

        $status | Should -Be 200
        "$($headers['Content-Type'])" | Should -BeLike 'application/vnd.openxmlformats*'
        (Get-Item -LiteralPath $path).Length | Should -Be 100000
        @(Get-ChildItem -Path TestDrive:\ -Force -Filter '*.tmp').Count | Should -Be 0
    }

    It 'resolves the path of -OutFile relative to the current PowerShell location' {
        Push-Location -Path TestDrive:\
        try { Invoke-PlannrRequest v1/me -OutFile me.json }
        finally { Pop-Location }

        (Get-Content -Path TestDrive:\me.json -Raw | ConvertFrom-Json).uuid | Should -Not -BeNullOrEmpty
    }

    It 'validates a form before sending it' {
        'abc' | Set-Content -Path TestDrive:\form.csv -NoNewline
        $file = Get-Item -Path TestDrive:\form.csv
        { Invoke-PlannrRequest POST v1/file/direct-upload -Form @{ file = $file } -WhatIf } | Should -Not -Throw
        { Invoke-PlannrRequest POST v1/file/direct-upload -Form @{ file = [System.IO.FileInfo] "$($file.FullName).none" } } | Should -Throw -ErrorId 'PlannrFileNotRead,*'
        { Invoke-PlannrRequest POST v1/file/direct-upload -Form @{ a = 1 } -Body @{ a = 1 } } | Should -Throw -ErrorId 'PlannrInvalidRequest,*'
    }

    It 'changes nothing with -WhatIf' {
        $before = @(Invoke-PlannrRequest v1/task -Paginate).Count

        Invoke-PlannrRequest POST v1/task -Body @{ name = 'never' } -WhatIf

        @(Invoke-PlannrRequest v1/task -Paginate).Count | Should -Be $before
    }

    It 'sets the variable of -StatusCodeVariable in the scope of its caller' {
        function Get-Status {
            $null = Invoke-PlannrRequest v1/account/none -SkipHttpErrorCheck -StatusCodeVariable inner
            $inner
        }

        Get-Status | Should -Be 404
        Get-Variable -Name inner -ErrorAction Ignore | Should -BeNullOrEmpty
    }
}
