using Microsoft.Extensions.Options;
using OtelShop.Pages.Security;

namespace OtelShop.Dashboard.Listeners;

/// <summary>Finds settings with which nothing could listen, or nobody could come in.</summary>
internal sealed class ListenerValidation : IValidateOptions<DashboardOptions>
{
    public ValidateOptionsResult Validate(string? name, DashboardOptions options)
    {
        List<string> failures = [.. Listener.All.SelectMany(listener => Addresses(listener, options)), .. Keys(options)];
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Addresses(Listener listener, DashboardOptions options)
    {
        var urls = listener.UrlsOf(options);
        if (urls.Count == 0 && !listener.IsOptional)
            yield return $"{listener.Setting} must name at least one address.";
        if (urls.Count > 1 && listener.IsOptional)
            yield return $"{listener.Setting} must be a single address.";
        foreach (var url in urls.Where(url => !ListenAddress.TryParse(url, out _)))
            yield return $"{listener.Setting} must be an address such as http://127.0.0.1:4317, with localhost, an IP address or * as its host, not '{url}'.";
    }

    private static IEnumerable<string> Keys(DashboardOptions options)
    {
        if (!TrustedProxies.AreReadable(options.Frontend.TrustedProxies))
            yield return $"Dashboard:Frontend:TrustedProxies must be addresses or networks such as 127.0.0.1,10.0.0.0/8, not '{options.Frontend.TrustedProxies}'.";
        if (!Enum.IsDefined(options.Frontend.AuthMode))
            yield return $"Dashboard:Frontend:AuthMode must be {string.Join(" or ", Enum.GetNames<FrontendAuthMode>())}, not '{options.Frontend.AuthMode}'.";
        if (!Enum.IsDefined(options.Otlp.AuthMode))
            yield return Unknown("Otlp", options.Otlp.AuthMode);
        if (options.Api.AuthMode is { } api && !Enum.IsDefined(api))
            yield return Unknown("Api", api);
        if (options.Otlp.AuthMode == ApiKeyAuthMode.ApiKey && string.IsNullOrEmpty(options.Otlp.PrimaryApiKey))
            yield return Missing("Otlp");
        if (options.Api.AuthMode == ApiKeyAuthMode.ApiKey && string.IsNullOrEmpty(options.Api.PrimaryApiKey))
            yield return Missing("Api");
        if (options.Otlp.MaxRequestBytes <= 0)
            yield return "Dashboard:Otlp:MaxRequestBytes must be above zero.";
    }

    private static string Unknown(string section, ApiKeyAuthMode mode) =>
        $"Dashboard:{section}:AuthMode must be {string.Join(" or ", Enum.GetNames<ApiKeyAuthMode>())}, not '{mode}'.";

    private static string Missing(string section) => $"Dashboard:{section}:PrimaryApiKey must be set when Dashboard:{section}:AuthMode is ApiKey.";
}
