using Aspire.Hosting.ApplicationModel;

namespace OtelShop.Hosting.Lifetime;

/// <summary>Marks a resource that comes back after a crash.</summary>
/// <param name="wayOut">What a person can do when it keeps crashing. Null when its own log says that.</param>
internal sealed class RestartAnnotation(string? wayOut = null) : IResourceAnnotation
{
    public string? WayOut => wayOut;
}
