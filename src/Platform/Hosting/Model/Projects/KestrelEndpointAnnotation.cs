namespace Aspire.Hosting.ApplicationModel;

/// <summary>The project gets its addresses as <c>Kestrel__Endpoints__{name}__Url</c>: its settings would win over <c>ASPNETCORE_URLS</c>.</summary>
/// <param name="endpointName">The endpoint.</param>
internal sealed class KestrelEndpointAnnotation(string endpointName) : IResourceAnnotation
{
    public string EndpointName { get; } = endpointName;
}
