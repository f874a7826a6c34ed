using Aspire.Hosting;

namespace OtelShop.Hosting.Processes;

/// <summary>The account to which a database drops when the AppHost runs as root.</summary>
internal sealed record UnprivilegedUser(string Name, int Id, int GroupId)
{
    /// <summary>The first account that this machine has. Null when the AppHost is an ordinary user itself.</summary>
    /// <exception cref="DistributedApplicationException">The AppHost is root and the machine has none of the accounts.</exception>
    public static UnprivilegedUser? For(string program, params string[] names) => !Environment.IsPrivilegedProcess
        ? null
        : Find(names, File.ReadLines("/etc/passwd")) ?? throw new DistributedApplicationException(
            $"{program} must not run as root, and this machine has no account '{string.Join("' or '", names)}'. Create one, or run the shop as an ordinary user.");

    public static UnprivilegedUser? Find(IEnumerable<string> names, IEnumerable<string> passwd)
    {
        var accounts = passwd.Select(Parse).OfType<UnprivilegedUser>().ToLookup(account => account.Name, StringComparer.Ordinal);
        return names.SelectMany(name => accounts[name]).FirstOrDefault(account => account.Id != 0);
    }

    /// <summary>Arguments that make <c>setpriv</c> start a program as this user, with its data in <paramref name="folder"/>.</summary>
    public IEnumerable<string> SetprivArguments(string folder)
    {
        yield return $"--reuid={Id}";
        yield return $"--regid={GroupId}";
        yield return "--clear-groups";
        // The checkout may lie below a folder that only root may enter, such as /root: keep the right to pass through, and only then.
        if (!IsReachable(folder))
        {
            yield return "--inh-caps=+dac_read_search";
            yield return "--ambient-caps=+dac_read_search";
        }

        yield return "--";
    }

    private static bool IsReachable(string folder)
    {
        for (var parent = Path.GetDirectoryName(folder); parent is not null; parent = Path.GetDirectoryName(parent))
        {
            if ((File.GetUnixFileMode(parent) & UnixFileMode.OtherExecute) == 0)
                return false;
        }

        return true;
    }

    private static UnprivilegedUser? Parse(string line)
    {
        var fields = line.Split(':');
        return fields.Length > 3 && int.TryParse(fields[2], out var id) && int.TryParse(fields[3], out var group) ? new(fields[0], id, group) : null;
    }
}
