namespace Aspire.Hosting.ApplicationModel;

/// <summary>Chooses the endpoints of which the project is told.</summary>
internal sealed class EndpointsInEnvironmentAnnotation(Func<EndpointAnnotation, bool> filter) : IResourceAnnotation
{
    public Func<EndpointAnnotation, bool> Filter { get; } = filter;
}
