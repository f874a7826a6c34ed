namespace Aspire.Hosting;

/// <summary>The model is wrong, or the system that it describes cannot be run as described.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>Without a reason.</summary>
    public DistributedApplicationException()
    {
    }

    /// <summary>With the reason.</summary>
    public DistributedApplicationException(string message) : base(message)
    {
    }

    /// <summary>With the reason, and what led to it.</summary>
    public DistributedApplicationException(string message, Exception inner) : base(message, inner)
    {
    }
}
