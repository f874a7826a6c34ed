namespace Aspire.Hosting.ApplicationModel;

/// <summary>A call of a command.</summary>
public sealed class ExecuteCommandContext
{
    /// <summary>Services of the host.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>The copy of the resource for which the command is called.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Cancelled when the caller gives up.</summary>
    public required CancellationToken CancellationToken { get; init; }
}
