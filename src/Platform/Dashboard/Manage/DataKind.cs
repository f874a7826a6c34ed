namespace OtelShop.Dashboard.Manage;

/// <summary>What is kept of a resource. The names are those of the folders in an archive, which the Aspire dashboard has too.</summary>
internal enum DataKind
{
    Resources,
    ConsoleLogs,
    StructuredLogs,
    Traces,
    Metrics,
}
