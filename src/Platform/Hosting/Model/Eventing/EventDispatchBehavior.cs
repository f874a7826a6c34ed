namespace Aspire.Hosting.Eventing;

/// <summary>How the subscribers of an event are called.</summary>
public enum EventDispatchBehavior
{
    /// <summary>One after the other; publishing ends after the last one, or with the first exception.</summary>
    BlockingSequential,

    /// <summary>All at once; publishing ends when all have.</summary>
    BlockingConcurrent,

    /// <summary>One after the other, while the publisher goes on.</summary>
    NonBlockingSequential,

    /// <summary>All at once, while the publisher goes on.</summary>
    NonBlockingConcurrent,
}
