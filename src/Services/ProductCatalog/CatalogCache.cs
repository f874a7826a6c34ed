using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using OtelShop.ServiceDefaults;

namespace OtelShop.ProductCatalogs;

/// <summary>
/// The catalog in memory. Callers wait for the first read only; once expired, the old catalog is served while one read in the background
/// fetches the new one, and for as long as the database is away.
/// </summary>
internal sealed class CatalogCache(ICatalogSource source, TimeProvider time, IOptions<CatalogOptions> options, ILogger<CatalogCache> logger)
{
    private readonly Lock _lock = new();
    private volatile Entry? _entry;
    private Task<Catalog>? _reading;

    /// <exception cref="UnavailableException">The catalog was never read, and the database is away.</exception>
    public ValueTask<Catalog> GetAsync(CancellationToken cancellationToken)
    {
        var entry = _entry;
        if (IsFresh(entry))
            return ValueTask.FromResult(entry.Catalog);

        var reading = ReadOnce();
        return entry is null ? new ValueTask<Catalog>(reading.WaitAsync(cancellationToken)) : ValueTask.FromResult(entry.Catalog);
    }

    private bool IsFresh([NotNullWhen(true)] Entry? entry) => entry is not null && time.GetUtcNow() < entry.ReadAgainAt;

    private Task<Catalog> ReadOnce()
    {
        lock (_lock)
            return _reading is { IsCompleted: false } ? _reading : _reading = ReadAsync(_entry?.Catalog);
    }

    private async Task<Catalog> ReadAsync(Catalog? old)
    {
        try
        {
            using var timeout = new CancellationTokenSource(options.Value.ReadTimeout, time);
            var catalog = new Catalog(await source.ReadAllAsync(timeout.Token));
            logger.CatalogRead(catalog.Products.Count);
            return Keep(catalog, options.Value.CacheDuration);
        }
        catch (Exception error) when (error is DbException or TimeoutException or RetryLimitExceededException or OperationCanceledException)
        {
            logger.CatalogUnreadable(error, servesOld: old is not null);
            return old is null
                ? throw new UnavailableException("The product catalog cannot be read at the moment.", error)
                : Keep(old, options.Value.RetryAfter);
        }
    }

    private Catalog Keep(Catalog catalog, TimeSpan duration)
    {
        _entry = new Entry(catalog, time.GetUtcNow() + duration);
        return catalog;
    }

    private sealed record Entry(Catalog Catalog, DateTimeOffset ReadAgainAt);
}
