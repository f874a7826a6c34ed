namespace OtelShop.Dashboard.Manage;

/// <summary>Names of files for names of services, whatever those are: each once, and none that leads out of its folder.</summary>
internal sealed class ArchiveNames
{
    private const int MaxLength = 80;
    private readonly Dictionary<string, int> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string Next(DataKind kind, string service)
    {
        var safe = new string([.. service.Take(MaxLength).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_')]).Trim('.');
        var name = $"{kind.ToString().ToLowerInvariant()}/{(safe.Length == 0 ? "_" : safe)}";
        var count = _taken[name] = _taken.GetValueOrDefault(name) + 1;
        // A tilde is in no safe name, so a second part never meets a service of that name.
        return $"{name}{(count == 1 ? null : $"~{count}")}{(kind == DataKind.ConsoleLogs ? ".txt" : ".json")}";
    }
}
