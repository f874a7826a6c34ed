namespace Aspire.Hosting.ApplicationModel;

/// <summary>A state that can be waited for.</summary>
public enum WaitType
{
    /// <summary>Running, and every health check passes.</summary>
    WaitUntilHealthy,

    /// <summary>Ended.</summary>
    WaitForCompletion,

    /// <summary>Running, healthy or not.</summary>
    WaitUntilStarted,
}
