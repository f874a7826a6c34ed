namespace Aspire.Hosting;

/// <summary>What is done with the model, and by what.</summary>
public sealed class DistributedApplicationExecutionContextOptions
{
    /// <summary>An operation without a publisher.</summary>
    public DistributedApplicationExecutionContextOptions(DistributedApplicationOperation operation) => Operation = operation;

    /// <summary>An operation with a publisher.</summary>
    public DistributedApplicationExecutionContextOptions(DistributedApplicationOperation operation, string publisherName) : this(operation) =>
        PublisherName = publisherName;

    /// <summary>What is done.</summary>
    public DistributedApplicationOperation Operation { get; }

    /// <summary>Format in which the model is written down. Null when it is run.</summary>
    public string? PublisherName { get; }

    /// <summary>Services of the host. Null until it is built.</summary>
    public IServiceProvider? ServiceProvider { get; set; }
}
