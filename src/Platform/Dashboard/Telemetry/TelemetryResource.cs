using OpenTelemetry.Proto.Resource.V1;

namespace OtelShop.Dashboard.Telemetry;

/// <summary>A process that sent telemetry: one instance of a service. There is one object for each.</summary>
/// <param name="id">Small number that stands for it in the stores.</param>
/// <param name="serviceName"><c>service.name</c>, or <c>unknown_service</c> when it was not said.</param>
/// <param name="instanceId"><c>service.instance.id</c>, or where it runs and its process id, or empty.</param>
/// <param name="attributes">All that it said about itself.</param>
public sealed class TelemetryResource(int id, string serviceName, string instanceId, Resource attributes)
{
    public int Id => id;

    public string ServiceName => serviceName;

    public string InstanceId => instanceId;

    /// <summary>All that it last said about itself. Not to be changed by who reads it.</summary>
    public Resource Attributes { get; internal set; } = attributes;

    /// <summary>One of sixteen colours, the same in every chart and after every restart.</summary>
    public int Colour { get; } = ResourceColour.Of(serviceName);

    public override string ToString() => instanceId.Length == 0 ? serviceName : $"{serviceName} {instanceId}";
}
