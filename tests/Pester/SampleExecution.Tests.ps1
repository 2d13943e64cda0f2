BeforeDiscovery {
    $moment = [datetimeoffset]'2026-05-19T18:31:18+01:00'
    $info = '"[{errors : "the account_uuid field is required" }]"'
    $message = 'the account_uuid field is required'
    $step = @{
        CreatedAt = $moment; UpdatedAt = $moment; ExecutedAt = $moment; Status = 'completed'; Info = $info; Name = 'Send SMS'
        ExecutionUuid = [guid]'82f16694-dbe3-4787-bd57-ab9eec12b43f'
        ExecutionName = 'Send client welcome pack to newly created client'
        HasError = $true
    }
    $objects = [ordered]@{
        'the execution' = @{
            Path = 'execution'
            Values = @{
                Uuid = [guid]'82f16694-dbe3-4787-bd57-ab9eec12b43f'; CreatedAt = $moment; UpdatedAt = $moment; Status = 'in_progress'
                TriggeredBy = 'client.created'; Name = 'Send client welcome pack to newly created client'
                StepCount = 1; CompletedStepCount = 1; HasError = $true
                AccountUuid = [guid]'2066e7c6-feb1-4e00-b55a-8a0f91d47bad'; AccountName = 'Gareth Thompson'
            }
        }
        'the step' = @{ Path = 'execution.Steps[0]'; Values = $step + @{ Uuid = [guid]'8434bd65-74d9-4c5b-9db3-9887e056f56f'; Position = 1 } }
        'the next step' = @{ Path = 'execution.NextStep'; Values = $step + @{ Uuid = [guid]'909fc0bd-a943-4977-81bc-cb613d4443f9' } }
        'the previous step' = @{ Path = 'execution.PreviousStep'; Values = $step + @{ Uuid = [guid]'f790902a-eaaf-4d3a-8a54-ffda93154089' } }
        'the account' = @{
            Path = 'execution.Account'
            Values = @{
                Uuid = [guid]'2066e7c6-feb1-4e00-b55a-8a0f91d47bad'; CreatedAt = $moment; UpdatedAt = $moment; Type = 'client'; Role = 'client'
                FirstName = 'Gareth'; LastName = 'Thompson'; Name = 'Gareth Thompson'; Email = 'gareth@codepotato.co.uk'
                PhotoUrl = 'https://eu.ui-avatars.com/api/?name=gareth+thompson'
                FirstContactDate = $moment; NextReviewDate = $moment; PreviousReviewDate = $moment; AnniversaryReviewDate = $moment
                TermsOfBusinessAt = $moment; ClientAgreementAt = $moment; WithLogin = $true; HasJointAccount = $true; CanBeDeleted = $false
                OwnershipPercentage = [decimal]100; InactiveAt = [datetimeoffset]'2026-05-19T00:00:00+01:00'; LastInteractionAt = $moment
                ReferralCode = 'ABC12345'
            }
        }
    }
    $values = foreach ($object in $objects.Keys) {
        foreach ($property in ($objects[$object].Values.Keys | Sort-Object)) {
            $expected = $objects[$object].Values[$property]
            @{ Object = $object; Path = $objects[$object].Path; Property = $property; Expected = $expected; Type = $expected.GetType() }
        }
    }
    $errors = @(
        @{ Path = 'execution'; Message = $message }
        @{ Path = 'execution.Steps[0]'; Message = $message }
        @{ Path = 'execution.NextStep'; Message = $message }
        @{ Path = 'execution.PreviousStep'; Message = $message }
    )
    $placeholders = @(
        @{ Property = 'Firm'; Type = 'Plannr.Firm'; Text = 'App\Http\Resources\FirmResource' }
        @{ Property = 'PrimaryPhoneNumber'; Type = 'Plannr.ContactDetail'; Text = 'App\Http\Resources\ContactDetailResource' }
        @{ Property = 'PrimaryEmail'; Type = 'Plannr.ContactDetail'; Text = 'App\Http\Resources\ContactDetailResource' }
        @{ Property = 'CurrentTimeEntry'; Type = 'Plannr.TimeEntry'; Text = 'App\Http\Resources\TimeEntryResource' }
        @{ Property = 'AssignedAdviser'; Type = 'Plannr.Account'; Text = 'App\Http\Resources\AccountResource' }
        @{ Property = 'AssignedAdministrator'; Type = 'Plannr.Account'; Text = 'App\Http\Resources\AccountResource' }
        @{ Property = 'AssignedParaplanner'; Type = 'Plannr.Account'; Text = 'App\Http\Resources\AccountResource' }
        @{ Property = 'IntroducedBy'; Type = 'Plannr.Account'; Text = 'App\Http\Resources\AccountResource' }
        @{ Property = 'BusinessUnit'; Type = 'Plannr.BusinessUnit'; Text = 'App\Http\Resources\BusinessUnitResource' }
        @{ Property = 'JointAccountCircle'; Type = 'Plannr.Circle'; Text = 'App\Http\Resources\CircleResource' }
        @{ Property = 'Groups[0]'; Type = 'Plannr.Group'; Text = 'App\Http\Resources\GroupResource' }
        @{ Property = 'Tags[0]'; Type = 'Plannr.Tag'; Text = 'App\Http\Resources\TagResource' }
        @{ Property = 'Owners[0]'; Type = 'Plannr.Account'; Text = 'App\Http\Resources\AccountResource' }
        @{ Property = 'Circles[0]'; Type = 'Plannr.Circle'; Text = 'App\Http\Resources\CircleResource' }
        @{ Property = 'CustomFields[0]'; Type = 'Plannr.CustomFieldValue'; Text = 'App\Http\Resources\CustomFieldValueResource' }
        @{ Property = 'ExternalReferences[0]'; Type = 'Plannr.ExternalReference'; Text = 'App\Http\Resources\ExternalReferenceResource' }
    )
}

Describe 'The sample execution in the API reference' {
    BeforeAll {
        . "$PSScriptRoot/Demo.ps1"
        $execution = Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f

        function Get-ValueAt([string] $Path) {
            # Evaluates a path such as $execution.Account.Groups[0] as a script would.
            & ([scriptblock]::Create('$' + $Path))
        }
    }

    AfterAll { Disconnect-Plannr -All }

    It 'is returned as one AutomationExecution object' {
        @($execution).Count | Should -Be 1
        $execution | Should -BeOfType ([Plannr.AutomationExecution])
    }

    It 'has the expected <Property> of type <Type> in <Object>' -ForEach $values {
        $value = (Get-ValueAt $Path).$Property
        $value | Should -BeOfType $Type
        $value | Should -BeExactly $Expected
    }

    It 'keeps the offset of British Summer Time' {
        $execution.CreatedAt.Offset | Should -Be ([timespan]::FromHours(1))
        $execution.Account.LastInteractionAt.Offset | Should -Be ([timespan]::FromHours(1))
    }

    It 'has one step' {
        $execution.Steps.Count | Should -Be 1
    }

    It 'has the plain error message in the errors of <Path>' -ForEach $errors {
        $messages = (Get-ValueAt $Path).Errors
        $messages.Count | Should -Be 1
        $messages[0] | Should -BeExactly $Message
    }

    It 'has a list of strings for each permission name' {
        $permissions = $execution.Account.Permissions
        @($permissions.Keys | Sort-Object) | Should -Be @('firm:read', 'network:read')
        $permissions.'firm:read' | Should -BeExactly 'firm'
        $permissions['network:read'][0] | Should -BeExactly 'network:uuid'
        $permissions['firm:read'].GetType() | Should -Be ([Plannr.ResourceList[string]])
    }

    It 'keeps the placeholder text of <Property>' -ForEach $placeholders {
        $resource = Get-ValueAt "execution.Account.$Property"
        $resource.GetType().FullName | Should -BeExactly $Type
        $resource.RawText | Should -BeExactly $Text
        "$resource" | Should -BeExactly ''
    }

    It 'has no unknown fields' {
        $execution.AdditionalProperties.Count | Should -Be 0
        $execution.Account.AdditionalProperties.Count | Should -Be 0
        $execution.Steps[0].AdditionalProperties.Count | Should -Be 0
    }
}
