namespace OtelShop.Dashboard.Telemetry.Storage;

/// <summary>The resources of one store and what each of them holds. Its owner locks.</summary>
internal sealed class TenantTable(ResourceDirectory resources, MemoryBudget budget)
{
    private readonly Dictionary<TelemetryResource, Tenant> _tenants = [];
    private readonly BlockPool _pool = BlockPool.For(budget.Limit);

    public int BlockSize => _pool.BlockSize;

    public IReadOnlyCollection<Tenant> All => _tenants.Values;

    /// <summary>Records that are kept.</summary>
    public int Count { get; private set; }

    /// <summary>What the tenant with the most takes.</summary>
    public long LargestCost => _tenants.Count == 0 ? 0 : _tenants.Values.Max(t => t.Cost);

    public Tenant Of(TelemetryResource resource)
    {
        if (_tenants.TryGetValue(resource, out var tenant))
            return tenant;
        resources.Hold(resource);
        _tenants.Add(resource, tenant = new(resource));
        return tenant;
    }

    /// <summary>Records that are kept of those that came after one, in no order.</summary>
    public IEnumerable<TelemetryEntry> After(long id) =>
        _tenants.Values.SelectMany(t => t.Blocks).Where(b => b.HasAfter(id)).SelectMany(b => b.Entries).Where(e => e.Id > id && e.IsKept);

    /// <returns>What it took of the budget.</returns>
    public long Append(Tenant tenant, TelemetryEntry entry, ReadOnlySpan<byte> record, long entryCost)
    {
        Count++;
        return tenant.Append(entry, record, entryCost, _pool);
    }

    public void Forget(TelemetryEntry entry)
    {
        var tenant = _tenants[entry.Resource];
        Count--;
        GiveBack(tenant, tenant.Forget(entry, _pool));
    }

    /// <summary>Forgets the oldest block of whoever has the most.</summary>
    /// <returns>The entries that are gone.</returns>
    public List<TelemetryEntry> ForgetOldestOfLargest()
    {
        List<TelemetryEntry> forgotten = [];
        if (_tenants.Values.MaxBy(t => t.Cost) is { } largest)
            ForgetOldest(largest, forgotten);
        return forgotten;
    }

    /// <summary>Forgets all of one resource, or of all.</summary>
    /// <returns>The entries that are gone.</returns>
    public List<TelemetryEntry> Clear(TelemetryResource? resource)
    {
        List<TelemetryEntry> forgotten = [];
        foreach (var tenant in _tenants.Values.Where(t => resource is null || t.Resource == resource).ToList())
        {
            while (!tenant.IsEmpty)
                ForgetOldest(tenant, forgotten);
        }

        return forgotten;
    }

    /// <summary>Lets go of resources of which nothing was kept after all.</summary>
    public void Tidy(Tenant tenant)
    {
        if (!tenant.IsEmpty || !_tenants.Remove(tenant.Resource))
            return;
        resources.Release(tenant.Resource);
    }

    private void ForgetOldest(Tenant tenant, List<TelemetryEntry> forgotten)
    {
        var before = forgotten.Count;
        var freed = tenant.RemoveOldest(forgotten, _pool);
        Count -= forgotten.Count - before;
        GiveBack(tenant, freed);
    }

    private void GiveBack(Tenant tenant, long freed)
    {
        budget.Charge(-freed);
        Tidy(tenant);
    }
}
