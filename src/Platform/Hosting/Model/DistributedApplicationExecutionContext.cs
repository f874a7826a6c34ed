namespace Aspire.Hosting;

/// <summary>What is done with the model.</summary>
public sealed class DistributedApplicationExecutionContext
{
    private readonly DistributedApplicationExecutionContextOptions _options;

    /// <summary>An operation without a publisher.</summary>
    public DistributedApplicationExecutionContext(DistributedApplicationOperation operation) : this(operation, "manifest")
    {
    }

    /// <summary>An operation with a publisher.</summary>
    public DistributedApplicationExecutionContext(DistributedApplicationOperation operation, string publisherName)
        : this(new DistributedApplicationExecutionContextOptions(operation, publisherName))
    {
    }

    /// <summary>An operation with everything that belongs to it.</summary>
    public DistributedApplicationExecutionContext(DistributedApplicationExecutionContextOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        PublisherName = options.PublisherName ?? "manifest";
    }

    /// <summary>What is done.</summary>
    public DistributedApplicationOperation Operation => _options.Operation;

    /// <summary>Format in which the model is written down.</summary>
    public string PublisherName { get; set; }

    /// <summary>Services of the host.</summary>
    /// <exception cref="InvalidOperationException">The application is not built yet.</exception>
    public IServiceProvider ServiceProvider => _options.ServiceProvider
        ?? throw new InvalidOperationException("The services are there once the application is built.");

    /// <summary>Whether the model is run on this machine.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    /// <summary>Whether the model is written down for somebody else to run.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;
}
