namespace Aspire.Hosting.ApplicationModel;

/// <summary>Settings of <see cref="ResourceNotificationService"/>.</summary>
public sealed class ResourceNotificationServiceOptions
{
    /// <summary>What waiting does when the other resource fails, unless the wait itself says so. Default: go on waiting.</summary>
    public WaitBehavior DefaultWaitBehavior { get; set; }
}
