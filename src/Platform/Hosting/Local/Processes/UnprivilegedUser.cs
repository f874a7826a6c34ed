namespace Aspire.Hosting.Local.Processes;

/// <summary>An account of this machine to which a process drops when the host runs as root.</summary>
/// <param name="Name">Account name.</param>
/// <param name="Id">User id.</param>
/// <param name="GroupId">Primary group.</param>
internal sealed record UnprivilegedUser(string Name, int Id, int GroupId)
{
    /// <summary>The first of the wanted accounts that exists.</summary>
    /// <param name="names">Wanted accounts, best first.</param>
    /// <param name="passwd">Lines of <c>/etc/passwd</c>.</param>
    public static UnprivilegedUser? Find(IEnumerable<string> names, IEnumerable<string> passwd)
    {
        var accounts = passwd.Select(Parse).OfType<UnprivilegedUser>().ToLookup(account => account.Name, StringComparer.Ordinal);
        return names.SelectMany(name => accounts[name]).FirstOrDefault(account => account.Id != 0);
    }

    /// <summary>Arguments that make <c>setpriv</c> start a program as this user.</summary>
    /// <param name="isReachable">Whether the account may enter every directory on the way to the program's data.</param>
    /// <remarks>
    /// The checkout may lie below a directory that only root may enter, such as /root. The right to pass through directories is
    /// kept for that case alone; the process still cannot write anywhere but where the account may.
    /// </remarks>
    public IEnumerable<string> SetprivArguments(bool isReachable)
    {
        yield return $"--reuid={Id}";
        yield return $"--regid={GroupId}";
        yield return "--clear-groups";
        if (isReachable)
            yield break;
        yield return "--inh-caps=+dac_read_search";
        yield return "--ambient-caps=+dac_read_search";
    }

    /// <summary>Whether every directory on the way to the path lets anybody pass.</summary>
    public static bool IsReachable(string path)
    {
        for (var directory = Path.GetDirectoryName(path); directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if ((File.GetUnixFileMode(directory) & UnixFileMode.OtherExecute) == 0)
                return false;
        }

        return true;
    }

    private static UnprivilegedUser? Parse(string line)
    {
        var fields = line.Split(':');
        return fields.Length > 3 && int.TryParse(fields[2], out var id) && int.TryParse(fields[3], out var group)
            ? new UnprivilegedUser(fields[0], id, group)
            : null;
    }
}
