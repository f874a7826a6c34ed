namespace OtelShop.Repository.Tests.Rules;

/// <summary>Which project may reference which: section 2 of the architecture.</summary>
internal static class LayerRules
{
    private const string Flags = "src/FeatureFlags/";

    public static IEnumerable<Finding> Breaches(ProjectFile project) =>
        from reference in project.References
        where !May(project.Folder, reference)
        select new Finding(project.Path, reference.Line, $"{project.Folder} does not reference {reference.Path}: {Advice(project.Folder)}");

    private static bool May(string from, ProjectReference reference) => from switch
    {
        _ when IsService(from) => reference.Folder is "ServiceDefaults" or "src/Contracts" or Flags + "OpenFeature",
        "ServiceDefaults" => reference.Folder is "src/Contracts" or Flags + "FaultInjection",
        Flags + "FaultInjection" => reference.Folder is Flags + "OpenFeature.Providers.Flagd",
        Flags + "OpenFeature.Providers.Flagd" => reference.Folder is Flags + "OpenFeature" or Flags + "FlagdCore",
        Flags + "Flagd" => reference.Folder is Flags + "FlagdCore" or "src/Pages" or "ServiceDefaults",
        "src/Observability/ServiceMap" => reference.Folder is "src/Pages" or "ServiceDefaults",
        // Programs that run beside the AppHost are built with it, not compiled against.
        "src/Hosting/Hosting" => !reference.IsAssembly,
        "src/Hosting/Kubernetes" => reference.Folder is "src/Hosting/Hosting" or "src/Hosting/Monitoring",
        "AppHost" => IsBelow(reference.Folder, "src"),
        "tests/Testing.Shop" => true,
        _ when IsBelow(from, "tests") || IsBelow(from, "bench") => reference.Folder is not "AppHost",
        _ => false,
    };

    private static bool IsService(string folder) => $"{folder}/" is var path
        && (path.StartsWith("src/Services/", StringComparison.Ordinal) || path.StartsWith("src/Edge/", StringComparison.Ordinal));

    private static bool IsBelow(string folder, string parent) => folder.StartsWith(parent + "/", StringComparison.Ordinal);

    private static string Advice(string from) => IsService(from)
        ? "services share protos only; what two of them need moves to ServiceDefaults."
        : IsBelow(from, "tests") || IsBelow(from, "bench") ? "only Testing.Shop starts the AppHost." : "see the layout in the architecture.";
}
