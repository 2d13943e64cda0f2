namespace Plannr.Sandbox.Data.Demo;

/// <summary>The clients of the demo. None exists; the names are there to try commas, apostrophes and scripts other than Latin.</summary>
internal sealed class DemoClients(DemoCalendar calendar)
{
    /// <summary>Every client by the short name that the demo's runs use; the seed's client has none.</summary>
    public IReadOnlyDictionary<string, Account> ByKey { get; } = Create(calendar);

    public IEnumerable<Account> All => ByKey.Values.Prepend(Seed);

    private static Account Seed { get; } = new()
    {
        Uuid = SandboxData.SeedAccountUuid,
        CreatedAt = SeedRun.Moment,
        Type = "client",
        Role = "client",
        FirstName = "Gareth",
        LastName = "Thompson",
        Name = "Gareth Thompson",
        Email = "gareth@codepotato.co.uk",
        Status = "Active",
        NextReviewDate = SeedRun.Moment,
        PreviousReviewDate = SeedRun.Moment,
        InactiveAt = SeedRun.Moment,
        Verbatim = SeedAccount.Json,
    };

    private static Dictionary<string, Account> Create(DemoCalendar calendar)
    {
        var mabel = Person("mabel", "Mabel", "O'Quillfeather", calendar.YearsAgo(3), 111) with
        {
            Uuid = SandboxData.ClientAccountUuid,
            Adviser = SandboxData.OwnerAccountUuid,
            Administrator = SandboxData.AdminAccountUuid,
            Paraplanner = SandboxData.MemberAccountUuid,
            Introducer = StableUuid.FromName("account/introducer"),
            BusinessUnit = "Head office",
            Groups = ["Advisers"],
            Tags = ["VIP", "Ethical investor"],
            Circle = "The O'Quillfeathers",
            HasJointAccount = true,
            NextReviewDate = calendar.Start.AddDays(40),
            PreviousReviewDate = calendar.DaysAgo(325),
            LastInteractionAt = calendar.DaysAgo(2, 3),
            CustomFields = new Dictionary<string, string> { ["pet_name"] = "Doug", ["favourite_biscuit"] = "Garibaldi" },
            ExternalReference = "BO-000111",
        };
        var barnaby = Person("barnaby", "Barnaby", "Thistlewick-Smythe, Jr", calendar.YearsAgo(2), 112) with
        {
            Tags = ["VIP"],
            Circle = "The O'Quillfeathers",
            HasJointAccount = true,
            NextReviewDate = calendar.Start.AddDays(12),
            PreviousReviewDate = calendar.DaysAgo(353),
            CustomFields = new Dictionary<string, string> { ["pet_name"] = "Sir Barks, \"the Loud\"" },
        };
        return new Dictionary<string, Account>
        {
            ["mabel"] = mabel,
            ["barnaby"] = barnaby,
            ["joint"] = Entity("joint", "joint", "Mabel O'Quillfeather & Barnaby Thistlewick-Smythe, Jr", calendar.YearsAgo(2)) with
            {
                Owners = [mabel.Uuid, barnaby.Uuid],
                Circle = "The O'Quillfeathers",
            },
            ["trust"] = Entity("trust", "trust", "The Wobblebottom Family Discretionary Trust, 1998", calendar.YearsAgo(5)) with
            {
                Owners = [mabel.Uuid],
                Tags = ["Trust"],
                Administrator = SandboxData.AdminAccountUuid,
                ExternalReference = "BO-000114",
            },
            ["business"] = Entity("business", "business", "Pretend & Daughters, Umbrellas Ltd", calendar.YearsAgo(1)),
            ["gwenllian"] = Person("gwenllian", "Gwenllïan", "Ŵy-Dychmygol", calendar.YearsAgo(1, 40), 116) with
            {
                Tags = ["Welsh speaker"],
                NextReviewDate = calendar.Start.AddDays(3),
            },
            ["zofia"] = Person("zofia", "Żółcisława", "Zmyślona-Łąkowska", calendar.DaysAgo(200), 117),
            ["phantasia"] = Person("phantasia", "Φαντασία", "Παραδειγματίδου", calendar.DaysAgo(120), 118),
            ["xugou"] = Person("xugou", "虚构", "示例", calendar.DaysAgo(60), 119) with { Name = "示例虚构" },
            ["newcomer"] = Person("newcomer", "Nova", "Newcombe-Prospect", calendar.DaysAgo(1), 120) with
            {
                Status = "Prospect",
                IsProspect = true,
            },
            ["nophone"] = Person("nophone", "Sheila", "D'Example", calendar.DaysAgo(9), 0) with
            {
                Status = "Prospect",
                IsProspect = true,
                Introducer = StableUuid.FromName("account/introducer"),
            },
            ["former"] = Person("former", "Fergus", "Gonebye", calendar.YearsAgo(7), 122) with
            {
                Status = "Former client",
                InactiveAt = calendar.DaysAgo(90),
            },
            ["owner"] = Person("owner", "Octavia", "Ownerby", calendar.YearsAgo(4), 104) with
            {
                Uuid = SandboxData.OwnClientAccountUuid,
                Email = "octavia.ownerby@example.com",
                Adviser = SandboxData.MemberAccountUuid,
            },
        };
    }

    // The phone is given by its last three digits in Ofcom's range for drama, 07700 900000 to 900999; 0 stands for no number.
    private static Account Person(string key, string firstName, string lastName, DateTimeOffset createdAt, int phone) => new()
    {
        Uuid = StableUuid.FromName("account/" + key),
        CreatedAt = createdAt,
        Type = "client",
        Role = "individual",
        FirstName = firstName,
        LastName = lastName,
        Name = firstName + " " + lastName,
        Email = key + "@example.org",
        Phone = phone == 0 ? null : "+447700900" + phone,
        Status = "Active",
        Adviser = SandboxData.OwnerAccountUuid,
        LastInteractionAt = createdAt.AddHours(5),
    };

    private static Account Entity(string key, string role, string name, DateTimeOffset createdAt) => new()
    {
        Uuid = StableUuid.FromName("account/" + key),
        CreatedAt = createdAt,
        Type = "client",
        Role = role,
        Name = name,
        Email = key + "@example.org",
        Status = "Active",
        Adviser = SandboxData.OwnerAccountUuid,
    };
}
