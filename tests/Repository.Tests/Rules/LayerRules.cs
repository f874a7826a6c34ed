namespace OtelShop.Repository.Tests.Rules;

/// <summary>Who may reference whom: section 2 of the architecture.</summary>
internal static class LayerRules
{
    public static IEnumerable<Finding> Breaches(ProjectFile project) =>
        from reference in project.References
        where !May(project.Folder, reference)
        select new Finding(project.Path, reference.Line, $"{Where(project.Folder)} does not reference {reference.Path}: {Advice(project.Folder)}");

    private static bool May(string from, ProjectReference reference)
    {
        var to = reference.Folder;
        return from switch
        {
            "src/Services" or "src/Edge" => to is "ServiceDefaults",
            _ when IsBelow(from, "src/Services") || IsBelow(from, "src/Edge") => to is "ServiceDefaults",
            "ServiceDefaults" => to is "src/Platform/Grpc" or "src/FeatureFlags/OpenFeature" or "src/FeatureFlags/FlagdCore" or "src/Platform/librdkafka.redist",
            "src/Platform/Hosting" => to is "src/Platform/Dashboard",
            // OTLP comes over gRPC.
            "src/Platform/Dashboard" => to is "src/Platform/Grpc" or "src/Pages",
            // It is watched like any service of the shop.
            "src/FeatureFlags/Flagd" => to is "src/FeatureFlags/FlagdCore" or "src/Pages" or "ServiceDefaults",
            // The stand-in for a native package, not a layer.
            "src/Hosting/KafkaDev" => to is "src/Platform/librdkafka.redist",
            "AppHost" => to is "src/Platform/Hosting" || (!reference.IsAssembly && IsRunnable(to)),
            "tests/EndToEnd.Tests" => true,
            _ when IsBelow(from, "tests") || IsBelow(from, "bench") => to is not "AppHost",
            _ => false,
        };
    }

    private static bool IsRunnable(string folder) => IsBelow(folder, "src");

    private static bool IsBelow(string folder, string parent) => folder.StartsWith(parent + "/", StringComparison.Ordinal);

    private static string Where(string folder) => folder.Length == 0 ? "The root" : folder;

    private static string Advice(string from) => from switch
    {
        "AppHost" => "it compiles against Hosting alone and knows projects by name (ReferenceOutputAssembly=false).",
        _ when from.StartsWith("src/Services", StringComparison.Ordinal) || from.StartsWith("src/Edge", StringComparison.Ordinal) =>
            "services share protos only; what two of them need moves to ServiceDefaults.",
        _ when from.StartsWith("tests", StringComparison.Ordinal) || from.StartsWith("bench", StringComparison.Ordinal) =>
            "only EndToEnd.Tests runs the AppHost.",
        _ => "see 'Who may reference whom' in the architecture.",
    };
}
