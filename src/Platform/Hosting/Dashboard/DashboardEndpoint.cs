namespace Aspire.Hosting.Dashboard;

/// <summary>A place where the dashboard listens.</summary>
/// <param name="Setting">Name of the dashboard's own setting.</param>
/// <param name="Title">What it is, for a person.</param>
internal sealed record DashboardEndpoint(string Setting, string Title)
{
    public static readonly DashboardEndpoint Pages = new("Dashboard:Frontend:EndpointUrls", "dashboard");
    public static readonly DashboardEndpoint OtlpGrpc = new("Dashboard:Otlp:GrpcEndpointUrl", "dashboard's OTLP/gRPC endpoint");
    public static readonly DashboardEndpoint OtlpHttp = new("Dashboard:Otlp:HttpEndpointUrl", "dashboard's OTLP/HTTP endpoint");

    public static IReadOnlyList<DashboardEndpoint> All => [Pages, OtlpGrpc, OtlpHttp];
}
