@{
    RootModule           = 'Plannr.PowerShell.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '0a1a4f9e-6f0b-4c43-9f0e-6b8e3c7d2a51'
    Author               = 'Plannr for PowerShell contributors'
    CompanyName          = 'Plannr for PowerShell contributors'
    Copyright            = '(c) Plannr for PowerShell contributors. MIT licence.'
    Description          = 'Automation executions of Plannr CRM in PowerShell: which automations ran and for which clients, what each step did, and what failed and why.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Core', 'Desktop')
    DotNetFrameworkVersion = '4.7.2'
    RequiredAssemblies   = @('Plannr.dll')
    TypesToProcess       = @('Types/Plannr.Types.ps1xml')
    # The build merges all views into one file, because each file costs time at import.
    FormatsToProcess     = @('Plannr.Format.ps1xml')
    FunctionsToExport    = @()
    # Separate the items of all lists with commas: PowerShell compiles and runs a list without them at import, which takes longer than the rest of the manifest.
    CmdletsToExport      = @(
        'Add-PlannrAutomationBlueprintStep',
        'Complete-PlannrTask',
        'Connect-Plannr',
        'Copy-PlannrAutomationBlueprint',
        'Disconnect-Plannr',
        'Export-PlannrAutomationBlueprint',
        'Export-PlannrAutomationReport',
        'Get-PlannrAccount',
        'Get-PlannrAudit',
        'Get-PlannrAutomationBlueprint',
        'Get-PlannrAutomationExecution',
        'Get-PlannrAutomationStep',
        'Get-PlannrCase',
        'Get-PlannrConnection',
        'Get-PlannrCustomField',
        'Get-PlannrGroup',
        'Get-PlannrLog',
        'Get-PlannrLogin',
        'Get-PlannrReport',
        'Get-PlannrTag',
        'Get-PlannrTask',
        'Get-PlannrWebhookSubscription',
        'Import-PlannrAutomationBlueprint',
        'Import-PlannrData',
        'Invoke-PlannrRequest',
        'New-PlannrAutomationBlueprint',
        'New-PlannrReport',
        'New-PlannrTask',
        'New-PlannrWebhookSubscription',
        'Remove-PlannrAutomationBlueprintStep',
        'Save-PlannrFile',
        'Set-PlannrAutomationBlueprintStep',
        'Set-PlannrTask',
        'Set-PlannrWebhookSubscription',
        'Switch-PlannrAccount',
        'Test-PlannrConnection',
        'Test-PlannrWebhookSignature',
        'Wait-PlannrAutomationExecution',
        'Wait-PlannrReport',
        'Watch-PlannrAutomationExecution'
    )
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags       = @('Plannr', 'CRM', 'Automation', 'FinancialAdvice', 'API', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://github.com/plannr-powershell/plannr-powershell/blob/main/LICENSE'
            ProjectUri = 'https://github.com/plannr-powershell/plannr-powershell'
            IconUri    = 'https://raw.githubusercontent.com/plannr-powershell/plannr-powershell/main/docs/images/icon.png'
            ReleaseNotes = 'https://github.com/plannr-powershell/plannr-powershell/blob/main/CHANGELOG.md'
        }
    }
}
