Describe 'Tasks, custom fields and cases' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
    }

    AfterAll { Disconnect-Plannr -All }

    It 'changes a task' {
        $task = Get-PlannrTask -Open -First 1
        $due = [datetimeoffset]'2027-01-15T10:00:00Z'

        $changed = $task | Set-PlannrTask -Priority highest -DueAt $due

        $changed.Uuid | Should -Be $task.Uuid
        $changed.Name | Should -Be $task.Name
        $changed.Priority | Should -Be 'highest'
        (Get-PlannrTask -Name $task.Name).DueAt | Should -Be $due
    }

    It 'completes and reopens a task' {
        $task = Get-PlannrTask -Open -First 1

        $task | Complete-PlannrTask
        (Get-PlannrTask -Completed).Uuid | Should -Contain $task.Uuid

        $task | Complete-PlannrTask -Undo -TaskStatusUuid $task.Status.Uuid
        $reopened = Get-PlannrTask -Name $task.Name
        $reopened.Status | Should -Be $task.Status
        $reopened.CompletedAt | Should -BeNullOrEmpty
    }

    It 'changes no task with -WhatIf' {
        $task = Get-PlannrTask -Open -First 1

        $task | Complete-PlannrTask -WhatIf
        $task | Set-PlannrTask -Name 'Another name' -WhatIf

        (Get-PlannrTask -Open -Name $task.Name).Uuid | Should -Be $task.Uuid
    }

    It 'finds clients by custom field' {
        $field = Get-PlannrCustomField 'Favourite pet'
        (Get-PlannrAccount -Type client -CustomField @{ $field.Reference = 'Dog' }).FirstName | Should -Be 'Barnaby'
    }

    It 'finds the cases of a client' {
        (Get-PlannrAccount -Name Mabel -First 1 | Get-PlannrCase).Name | Should -Be 'Pension transfer'
    }
}
