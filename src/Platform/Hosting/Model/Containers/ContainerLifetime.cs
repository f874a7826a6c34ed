namespace Aspire.Hosting.ApplicationModel;

/// <summary>How long a container lives.</summary>
public enum ContainerLifetime
{
    /// <summary>As long as the host.</summary>
    Session,

    /// <summary>Beyond the host; the next run takes it over.</summary>
    Persistent,
}
