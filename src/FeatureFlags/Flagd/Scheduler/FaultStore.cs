using System.Text.Json;
using OtelShop.Flagd.Flags;

namespace OtelShop.Flagd.Scheduler;

/// <summary>Flags that the scheduler must restore, on disk: after a killed process the next one restores them.</summary>
internal sealed class FaultStore(FlagFile file, ILogger<FaultStore> logger)
{
    private readonly string _path = Path.Combine(file.StateFolder, "scheduled.json");
    private IReadOnlyList<ActiveFault> _faults = [];

    /// <summary>Reads the entries that the previous process left, in order of switching.</summary>
    public async Task<IReadOnlyList<ActiveFault>> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var faults = File.Exists(_path) ? JsonSerializer.Deserialize<List<ActiveFault>>(await File.ReadAllBytesAsync(_path, cancellationToken), JsonLayout.Indented) : [];
            return _faults = faults?.TrueForAll(fault => fault is { Before: not null, Fault: { Key: not null, Variant: not null } }) == true
                ? faults
                : throw new JsonException("Something is missing in it.");
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            logger.LedgerUnreadable(_path, error.Message);
            return [];
        }
    }

    /// <returns>Whether it is on disk.</returns>
    public async Task<bool> TryAddAsync(ActiveFault fault)
    {
        if (!await TryWriteAsync([.. _faults, fault]))
            return false;
        _faults = [.. _faults, fault];
        return true;
    }

    /// <summary>An entry that cannot be removed is harmless: the next start finds the flag already restored.</summary>
    public async Task RemoveAsync(ActiveFault fault)
    {
        _faults = [.. _faults.Where(other => other != fault)];
        await TryWriteAsync(_faults);
    }

    private async Task<bool> TryWriteAsync(IReadOnlyList<ActiveFault> faults)
    {
        try
        {
            await FlagFile.WriteAsync(_path, JsonSerializer.SerializeToUtf8Bytes(faults, JsonLayout.Indented), CancellationToken.None);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.LedgerUnwritable(_path, error.Message);
            return false;
        }
    }
}
