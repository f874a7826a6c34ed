namespace Aspire.Hosting.ApplicationModel;

/// <summary>When an image is fetched.</summary>
public enum ImagePullPolicy
{
    /// <summary>When the container runtime thinks so.</summary>
    Default,

    /// <summary>Before every start.</summary>
    Always,

    /// <summary>When this machine does not have it.</summary>
    Missing,
}
