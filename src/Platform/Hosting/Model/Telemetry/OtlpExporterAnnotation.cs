namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource sends telemetry.</summary>
public sealed class OtlpExporterAnnotation : IResourceAnnotation
{
    /// <summary>The only protocol that it can. Null means any.</summary>
    public OtlpProtocol? RequiredProtocol { get; init; }
}
