using System.Text.RegularExpressions;

namespace OtelShop.Terraform.Tests.Policy;

/// <summary>Backend blocks, which <c>terraform validate</c> does not read: state per environment, in Azure Storage, without keys.</summary>
internal static partial class BackendCheck
{
    private static readonly string[] Known =
        ["resource_group_name", "storage_account_name", "container_name", "key", "use_azuread_auth", "use_oidc", "use_cli", "use_msi", "subscription_id", "tenant_id", "client_id", "environment", "snapshot",
            "lookup_blob_endpoint", "oidc_token", "oidc_token_file_path", "ado_pipeline_service_connection_id"];

    private static readonly string[] Needed = ["container_name", "key", "use_azuread_auth"];

    /// <param name="texts">The HCL of each configuration by its name.</param>
    public static IEnumerable<string> Check(IReadOnlyDictionary<string, string> texts)
    {
        var keys = new Dictionary<string, string>();
        foreach (var (name, text) in texts)
        {
            var backend = Backend().Match(text);
            if (!backend.Success)
            {
                yield return $"{name}: has no backend \"azurerm\"";
                continue;
            }

            var settings = SettingsOf(backend);
            foreach (var setting in settings.Keys.Except(Known)) yield return $"{name}: the backend has no setting {setting}";
            foreach (var setting in Needed.Except(settings.Keys)) yield return $"{name}: the backend lacks {setting}";
            if (settings.GetValueOrDefault("use_azuread_auth", "true") != "true") yield return $"{name}: the backend uses account keys";
            if (settings.TryGetValue("key", out var key) && !keys.TryAdd(key, name)) yield return $"{name}: shares the state {key} with {keys[key]}";
        }
    }

    /// <param name="texts">As for <see cref="Check"/>.</param>
    /// <param name="bootstrap">The plan of the configuration that makes the state's account.</param>
    public static IEnumerable<string> OfStorage(IReadOnlyDictionary<string, string> texts, Plan bootstrap) =>
        from configuration in texts
        let settings = SettingsOf(Backend().Match(configuration.Value))
        from place in ((string, string, string)[])[
            ("storage_account_name", "azurerm_storage_account", "name"), ("resource_group_name", "azurerm_storage_account", "resource_group_name"), ("container_name", "azurerm_storage_container", "name")]
        let value = settings.GetValueOrDefault(place.Item1)
        where !bootstrap.Of(place.Item2).Any(resource => resource.Text(place.Item3) == value)
        select $"{configuration.Key}: bootstrap makes no {place.Item1} {value}";

    private static Dictionary<string, string> SettingsOf(Match backend) =>
        Settings().Matches(backend.Groups[1].Value).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim('"'));

    [GeneratedRegex("""backend\s+"azurerm"\s*\{([^}]*)\}""")]
    private static partial Regex Backend();

    [GeneratedRegex(@"^\s*(\w+)\s*=\s*(\S+)", RegexOptions.Multiline)]
    private static partial Regex Settings();
}
