@{
    Severity     = @('Error', 'Warning', 'Information')

    ExcludeRules = @(
        # Pester's blocks share variables, which this rule does not detect.
        'PSUseDeclaredVarsMoreThanAssignments'
    )

    Rules        = @{
        # All scripts have to run in Windows PowerShell too.
        PSUseCompatibleSyntax      = @{ Enable = $true; TargetVersions = @('5.1', '7.0') }
        PSAvoidUsingCmdletAliases  = @{ Enable = $true }
        PSPlaceCloseBrace          = @{ Enable = $true; NewLineAfter = $true; IgnoreOneLineBlock = $true; NoEmptyLineBefore = $true }
        PSPlaceOpenBrace           = @{ Enable = $true; OnSameLine = $true; NewLineAfter = $true; IgnoreOneLineBlock = $true }
        PSUseConsistentIndentation = @{ Enable = $true; IndentationSize = 4; Kind = 'space' }
        PSUseConsistentWhitespace  = @{ Enable = $true; IgnoreAssignmentOperatorInsideHashTable = $true }
        PSUseCorrectCasing         = @{ Enable = $true }
    }
}
