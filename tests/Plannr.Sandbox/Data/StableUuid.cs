using System.Security.Cryptography;

namespace Plannr.Sandbox.Data;

/// <summary>Creates UUIDs that are the same in every process, so that scripts written for the demo keep working.</summary>
internal static class StableUuid
{
    private const string GeneratedPrefix = "5eedc0de";

    /// <summary>Creates a UUID in the version 5 layout from the SHA-256 hash of a name.</summary>
    public static Guid FromName(string name)
    {
        var text = Encoding.UTF8.GetBytes("plannr-sandbox/" + name);
        byte[] hash = SHA256.HashData(text);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        var hex = new StringBuilder(32);
        for (var i = 0; i < 16; i++)
        {
            hex.Append(hash[i].ToString("x2", CultureInfo.InvariantCulture));
        }

        return Guid.ParseExact(hex.ToString(), "N");
    }

    /// <summary>Creates a UUID that contains a number, which <see cref="TryGetIndex"/> extracts without a lookup.</summary>
    /// <param name="index">The number of the generated execution.</param>
    /// <param name="part">0 for the execution, 1 or more for its steps.</param>
    public static Guid FromIndex(int index, int part = 0) =>
        Guid.ParseExact(string.Format(CultureInfo.InvariantCulture, "{0}-{1:x4}-5000-8000-{2:x12}", GeneratedPrefix, part, index), "D");

    /// <summary>Gets the number of the generated execution that has this UUID. Returns false for any other UUID, including those of steps.</summary>
    public static bool TryGetIndex(Guid uuid, out int index)
    {
        var groups = uuid.ToString("D").Split('-');
        index = -1;
        return groups[0] == GeneratedPrefix
            && int.TryParse(groups[4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out index)
            && index >= 0
            && FromIndex(index) == uuid;
    }
}
