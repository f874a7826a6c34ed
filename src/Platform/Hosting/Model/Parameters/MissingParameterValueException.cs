namespace Aspire.Hosting;

/// <summary>A parameter has no value.</summary>
public sealed class MissingParameterValueException : DistributedApplicationException
{
    /// <summary>With the way to give one.</summary>
    public MissingParameterValueException(string message) : base(message)
    {
    }

    /// <summary>With the way to give one, and what led to it.</summary>
    public MissingParameterValueException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
