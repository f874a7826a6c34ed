namespace OtelShop.Dashboard.Resources;

/// <summary>A picture for each kind of resource, as the path of a drawing of 20 by 20.</summary>
internal static class ResourceShape
{
    private const string Service = "M6 6l-4 4 4 4M14 6l4 4-4 4M11.500 4l-3 12";
    private const string Database = "M3 5c0-3 14-3 14 0s-14 3-14 0v10c0 3 14 3 14 0V5M3 10c0 3 14 3 14 0";
    private const string Cache = "M10 2l7 3.500-7 3.500-7-3.500zM3 10l7 3.500 7-3.500M3 14l7 3.500 7-3.500";
    private const string Queue = "M2 6h12v8H2zM6 6v8M10 6v8M14 10h4M16 8l2 2-2 2";
    private const string Program = "M2.500 4h15v12h-15zM5.500 8l2.500 2-2.500 2M10 13h4";
    private const string Container = "M10 2l7 4v8l-7 4-7-4V6zM3 6l7 4 7-4M10 10v8";
    private const string Parameter = "M3 6h8M15 6h2M3 14h2M9 14h8M13 4a2 2 0 1 0 .01 0M7 12a2 2 0 1 0 .01 0";
    private const string Outside = "M10 3a7 7 0 1 0 .01 0M3 10h14M10 3c-5 5-5 9 0 14M10 3c5 5 5 9 0 14";
    private const string Other = "M4 4h12v12H4z";

    public static string Of(string resourceType)
    {
        return resourceType switch
        {
            "Project" => Service,
            "Executable" or "Tool" => Program,
            "Parameter" => Parameter,
            "ExternalService" => Outside,
            _ when Has("database", "postgres", "sql", "connectionstring") => Database,
            _ when Has("redis", "valkey", "cache") => Cache,
            _ when Has("kafka", "queue", "hub", "bus") => Queue,
            "Container" => Container,
            _ => Other,
        };

        bool Has(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                if (resourceType.Contains(word, StringComparison.OrdinalIgnoreCase))
                    return true;
            }

            return false;
        }
    }
}
