namespace OtelShop.Dashboard.Resources;

/// <summary>Remembers what came of the last commands, from the request that gave one to the page that tells of it.</summary>
internal sealed class CommandOutcomes
{
    private const int Most = 100;
    private readonly Lock _gate = new();
    private readonly Queue<(string Id, CommandOutcome Outcome)> _last = new();

    /// <returns>Names it in an address.</returns>
    public string Add(CommandOutcome outcome)
    {
        var id = Guid.NewGuid().ToString("N");
        lock (_gate)
        {
            if (_last.Count == Most)
                _last.Dequeue();
            _last.Enqueue((id, outcome));
        }

        return id;
    }

    public CommandOutcome? Find(string? id)
    {
        lock (_gate)
            return _last.FirstOrDefault(entry => entry.Id == id).Outcome;
    }
}
