namespace OtelShop.Dashboard.Resources;

/// <summary>Names of well-known properties, for people.</summary>
internal static class PropertyTitle
{
    public static string Of(string name) => name switch
    {
        "executable.pid" => "Process",
        "executable.path" => "Program",
        "executable.workDir" => "Working directory",
        "resource.appArgs" => "Arguments",
        "resource.connectionString" => "Connection string",
        "restarts" => "Restarts",
        "container.image" => "Image",
        "project.path" => "Project",
        _ => name,
    };
}
