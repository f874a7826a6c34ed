namespace OtelShop.Dashboard.Manage;

/// <summary>What somebody has ticked: kinds of data, each of some services.</summary>
internal sealed class DataSelection
{
    private readonly HashSet<(DataKind, string)> _picked = [];

    /// <param name="picks">Made by <see cref="ValueOf"/>; what else comes is passed over.</param>
    public DataSelection(IEnumerable<string?> picks)
    {
        foreach (var pick in picks)
        {
            var slash = pick?.IndexOf('/') ?? -1;
            if (slash > 0 && Enum.TryParse<DataKind>(pick![..slash], out var kind) && Enum.IsDefined(kind))
                _picked.Add((kind, pick[(slash + 1)..]));
        }
    }

    public int Count => _picked.Count;

    public static string ValueOf(DataKind kind, string service) => $"{kind}/{service}";

    public bool Has(DataKind kind, string service) => _picked.Contains((kind, service));
}
