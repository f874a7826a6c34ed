namespace Aspire.Hosting.ApplicationModel;

/// <summary>What waiting does when the resource waited for fails.</summary>
public enum WaitBehavior
{
    /// <summary>Goes on: somebody may repair and restart it.</summary>
    WaitOnResourceUnavailable,

    /// <summary>Fails too.</summary>
    StopOnResourceUnavailable,
}
