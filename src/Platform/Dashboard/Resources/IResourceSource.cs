namespace OtelShop.Dashboard.Resources;

/// <summary>Whoever runs the resources that the dashboard shows: the host of the application model.</summary>
public interface IResourceSource
{
    /// <summary>Every resource as it is now, then each one again whenever it has changed, until cancelled.</summary>
    IAsyncEnumerable<ResourceView> WatchAsync(CancellationToken cancellationToken);

    /// <summary>Console lines that are kept of a resource, then every new one, in batches, until cancelled.</summary>
    IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(string resourceName, CancellationToken cancellationToken);

    /// <summary>The last console lines of a resource.</summary>
    IReadOnlyList<ConsoleLine> ReadConsole(string resourceName, int count);

    /// <summary>Forgets the console lines of a resource. Its log file keeps them.</summary>
    void ClearConsole(string resourceName);

    /// <summary>Runs a command of a resource and returns when it is done.</summary>
    /// <returns>Null when it succeeded, else why it did not, for a person.</returns>
    Task<string?> ExecuteAsync(string resourceName, string command, CancellationToken cancellationToken);
}
