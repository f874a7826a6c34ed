using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>No secret is in a manifest: not as an object, not as a variable, not inside a connection string.</summary>
internal static partial class SecretCheck
{
    public static IEnumerable<string> Check(IReadOnlyList<KubernetesObject> objects) =>
    [
        .. from item in objects
           where item.Kind == "Secret" && (item.Json.Fields("data").Any() || item.Json.Fields("stringData").Any())
           select $"{item}: holds values; reference a store instead",
        .. from workload in Workload.Of(objects)
           from container in workload.AllContainers
           from variable in container.Items("env")
           where IsSecret(variable.Text("name")!, variable.Text("value") ?? "")
           select $"{workload}: {variable.Text("name")} of container {container.Text("name")} holds a literal secret",
        .. from map in objects
           where map.Kind == "ConfigMap"
           from entry in map.Json.Labels("data")
           where IsSecret(entry.Key, entry.Value)
           select $"{map}: {entry.Key} holds a literal secret",
    ];

    // A value made of references alone is no literal.
    private static bool IsSecret(string name, string value) =>
        (SecretName().IsMatch(name) && Reference().Replace(value, "").Trim().Length > 0) || Credentials().IsMatch(value);

    // The last word of the name, in any case: API_KEY, BrowserToken, POSTGRES_PASSWORD; not KeysFolder.
    [GeneratedRegex(@"(^|[_.\-]|(?<=[a-z]))(?i:password|passwd|pwd|secret|token|key)$")]
    private static partial Regex SecretName();

    [GeneratedRegex(@"\$\([A-Za-z_][A-Za-z0-9_.-]*\)")]
    private static partial Regex Reference();

    // Password=x and scheme://user:x@host, unless x is a reference.
    [GeneratedRegex(@"(?i:\b(password|pwd|accountkey|sharedaccesskey)\s*=\s*(?!\$\()[^;\s""]+|\w://[^/\s:@]+:(?!\$\()[^/\s@]+@)")]
    private static partial Regex Credentials();
}
