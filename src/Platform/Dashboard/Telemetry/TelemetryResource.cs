using OpenTelemetry.Proto.Resource.V1;

namespace OtelShop.Dashboard.Telemetry;

/// <summary>A process that sent telemetry: one instance of a service.</summary>
/// <param name="Id">Small number that stands for it in the stores.</param>
/// <param name="ServiceName"><c>service.name</c>, or <c>unknown_service</c> when it was not said.</param>
/// <param name="InstanceId"><c>service.instance.id</c>, or empty.</param>
/// <param name="Attributes">All that it said about itself.</param>
public sealed record TelemetryResource(int Id, string ServiceName, string InstanceId, Resource Attributes)
{
    /// <summary>One of sixteen colours, the same in every chart and after every restart.</summary>
    public int Colour => ResourceColour.Of(ServiceName);
}
