using System;
using System.Collections.Generic;
using System.Linq;

namespace Plannr.PowerShell.SignIn;

/// <summary>
/// Sign-ins whose address was printed and whose answer has not come yet. What belongs to them, above all the proof key, is in memory alone,
/// so the answer has to be given to the same process.
/// </summary>
internal static class PendingSignIns
{
    /// <summary>Enough for somebody who starts over; what is older is forgotten.</summary>
    private const int Most = 8;

    private static readonly List<IPlannrAuthorization> Pending = [];

    public static void Add(IPlannrAuthorization authorization)
    {
        IPlannrAuthorization? forgotten = null;
        lock (Pending)
        {
            Pending.Add(authorization);
            if (Pending.Count > Most)
            {
                forgotten = Pending[0];
                Pending.RemoveAt(0);
            }
        }

        forgotten?.Dispose();
    }

    /// <summary>The sign-in that an answer belongs to, which is then no longer pending. Null where there is none.</summary>
    public static IPlannrAuthorization? Take(string response)
    {
        lock (Pending)
        {
            IPlannrAuthorization? found = Pending.FirstOrDefault(
                authorization => response.IndexOf("state=" + Uri.EscapeDataString(authorization.State), StringComparison.Ordinal) >= 0);
            if (found is not null)
            {
                Pending.Remove(found);
            }

            return found;
        }
    }
}
