namespace Plannr.Sandbox.Data.Demo;

/// <summary>The firm, its employees and the introducer. Nobody of them exists.</summary>
internal sealed class DemoStaff(DemoCalendar calendar)
{
    public Firm Firm { get; } = new(SandboxData.FirmUuid, "Imaginary Wealth Partners", "imaginary-wealth-partners", calendar.YearsAgo(6));

    public Account Owner { get; } = new()
    {
        Uuid = SandboxData.OwnerAccountUuid,
        CreatedAt = calendar.YearsAgo(6),
        Type = "employee",
        Role = "owner",
        FirstName = "Octavia",
        LastName = "Ownerby",
        Name = "Octavia Ownerby",
        Email = "octavia.ownerby@example.com",
        Phone = "+442079460101",
        BusinessUnit = "Head office",
        Groups = ["Advisers"],
    };

    public Account Admin { get; } = new()
    {
        Uuid = SandboxData.AdminAccountUuid,
        CreatedAt = calendar.YearsAgo(4),
        Type = "employee",
        Role = "admin",
        FirstName = "Adminder",
        LastName = "Fileworthy",
        Name = "Adminder Fileworthy",
        Email = "adminder.fileworthy@example.com",
        Phone = "+442079460102",
        BusinessUnit = "Head office",
        Groups = ["Administrators"],
    };

    public Account Member { get; } = new()
    {
        Uuid = SandboxData.MemberAccountUuid,
        CreatedAt = calendar.YearsAgo(1),
        Type = "employee",
        Role = "member",
        FirstName = "Mempert",
        LastName = "Paraplanwell",
        Name = "Mempert Paraplanwell",
        Email = "mempert.paraplanwell@example.com",
        Phone = "+442079460103",
        BusinessUnit = "Northern branch",
        Groups = ["Advisers", "Administrators"],
    };

    public Account Introducer { get; } = new()
    {
        Uuid = StableUuid.FromName("account/introducer"),
        CreatedAt = calendar.YearsAgo(3),
        Type = "external",
        Role = "introducer",
        FirstName = "Introdrick",
        LastName = "Handshake",
        Name = "Introdrick Handshake",
        Email = "introdrick@example.org",
        Phone = "+442079460190",
    };

    public IEnumerable<Account> All => [Owner, Admin, Member, Introducer];
}
