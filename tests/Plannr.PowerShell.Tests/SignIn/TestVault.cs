using System;
using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using Plannr.PowerShell.Tests.Hosting;

namespace Plannr.PowerShell.Tests.SignIn;

/// <summary>A vault, behind a module in the place of Microsoft.PowerShell.SecretManagement that has its two commands.</summary>
internal sealed class TestVault
{
    private const string Script = """
        $null = New-Module -Name Microsoft.PowerShell.SecretManagement {
            function Get-Secret { [CmdletBinding()] param($Name, $Vault) if (-not $Vaulted.ContainsKey("$Vault/$Name")) { throw "The secret $Name was not found." }; $Vaulted["$Vault/$Name"] }
            function Set-Secret { [CmdletBinding()] param($Name, $Vault, $Secret) if ($Locked[0]) { throw 'The vault is locked.' }; $OnWrite.Invoke(); $Vaulted["$Vault/$Name"] = $Secret; $null = $Writes.Release() }
        } | Import-Module
        """;

    private readonly Hashtable _secrets = [];
    private readonly bool[] _locked = [false];
    private readonly SemaphoreSlim _writes = new(0);

    /// <summary>The secrets by vault and name: /name where no vault is named.</summary>
    public object? this[string key]
    {
        get => _secrets[key];
        set => _secrets[key] = value;
    }

    public bool IsLocked
    {
        get => _locked[0];
        set => _locked[0] = value;
    }

    /// <summary>What happens before something is written.</summary>
    public Action OnWrite { get; set; } = () => { };

    public void InstallIn(ModuleSession session)
    {
        session.Set("Vaulted", _secrets);
        session.Set("Locked", _locked);
        session.Set("Writes", _writes);
        session.Set("OnWrite", new Action(() => OnWrite()));
        session.Run(Script).ShouldSucceed();
    }

    /// <summary>Waits until something more was written.</summary>
    public Task WriteAsync() => _writes.WaitAsync().OrFail();

    /// <summary>A secret as text.</summary>
    public string Text(string key) => new NetworkCredential(string.Empty, (SecureString)((_secrets[key] as PSObject)?.BaseObject ?? _secrets[key]!)).Password;
}
