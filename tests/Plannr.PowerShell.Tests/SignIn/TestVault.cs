namespace Plannr.PowerShell.Tests.SignIn;

/// <summary>
/// A vault and a module that replaces Microsoft.PowerShell.SecretManagement, with the two commands that Plannr uses. As in the original, Set-Secret calls
/// ShouldProcess. The module is a file so that any runspace of the process can import it.
/// </summary>
internal sealed class TestVault : IDisposable
{
    private const string Module = """
        $vault = [AppDomain]::CurrentDomain.GetData($PSScriptRoot)
        function Get-Secret {
            [CmdletBinding()]
            param($Name, $Vault)
            $secrets = $script:vault.Secrets
            if (-not $secrets.ContainsKey("$Vault/$Name")) { throw "The secret $Name was not found." }
            $script:vault.OnRead.Invoke()
            $secrets["$Vault/$Name"]
        }
        function Set-Secret {
            [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium')]
            param($Name, $Vault, $Secret)
            if ($PSCmdlet.ShouldProcess($Name, 'Set-Secret')) {
                if ($script:vault.Locked[0]) { throw 'The vault is locked.' }
                $script:vault.OnWrite.Invoke()
                $script:vault.Secrets["$Vault/$Name"] = $Secret
                $null = $script:vault.Writes.Release()
            }
        }
        """;

    private readonly DirectoryInfo _modules = Directory.CreateTempSubdirectory("plannr-vault-");
    private readonly Hashtable _secrets = Hashtable.Synchronized([]);
    private readonly bool[] _locked = [false];
    private readonly SemaphoreSlim _writes = new(0);

    /// <summary>Gets or sets a secret by its key: vault/name, or /name if no vault is specified.</summary>
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

    /// <summary>Called before a secret is written.</summary>
    public Action OnWrite { get; set; } = () => { };

    /// <summary>Called before a secret is returned.</summary>
    public Action OnRead { get; set; } = () => { };

    /// <summary>The path of the module file.</summary>
    public string ModulePath => Path.Combine(_modules.FullName, "Microsoft.PowerShell.SecretManagement", "Microsoft.PowerShell.SecretManagement.psm1");

    public void InstallIn(ModuleSession session)
    {
        string folder = Path.GetDirectoryName(ModulePath)!;
        Directory.CreateDirectory(folder);
        File.WriteAllText(ModulePath, Module);
        AppDomain.CurrentDomain.SetData(folder, new Hashtable
        {
            ["Secrets"] = _secrets,
            ["Locked"] = _locked,
            ["Writes"] = _writes,
            ["OnRead"] = new Action(() => OnRead()),
            ["OnWrite"] = new Action(() => OnWrite()),
        });
        session.Set("VaultModule", ModulePath);
        session.Run("Import-Module $VaultModule").ShouldSucceed();
    }

    public void Dispose() => _modules.Delete(recursive: true);

    /// <summary>Waits for the next write.</summary>
    public Task WriteAsync() => _writes.WaitAsync().OrFail();

    /// <summary>Returns a secret as plain text.</summary>
    public string Text(string key) => new NetworkCredential(string.Empty, (SecureString)((_secrets[key] as PSObject)?.BaseObject ?? _secrets[key]!)).Password;
}
