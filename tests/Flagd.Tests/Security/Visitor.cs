using System.Net;
using System.Text.RegularExpressions;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Security;

/// <summary>A browser without a window: keeps cookies, sends forms with what the page had in them, follows nothing by itself.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;

    public Visitor(RunningFlagd flagd) =>
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = flagd.AddressOf(Listener.Pages) };

    public Task<HttpResponseMessage> OpenAsync(string path) => _http.GetAsync(path);

    /// <summary>Fills in the login.</summary>
    public async Task<HttpResponseMessage> LogInAsync(string token, string name = "", string returnUrl = "/feature")
    {
        var page = await _http.GetStringAsync("/feature/login");
        return await SendAsync("/feature/login", ("__RequestVerificationToken", AntiforgeryToken().Match(page).Groups[1].Value), ("token", token), ("name", name), ("returnUrl", returnUrl));
    }

    /// <summary>Sends a form.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await _http.PostAsync(path, form);
    }

    /// <summary>Switches a flag as a script of the pages would.</summary>
    public async Task<HttpResponseMessage> SwitchAsync(string flag, string variant, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/feature/api/flags/{flag}") { Content = new StringContent($$"""{"variant":"{{variant}}"}""", null, "application/json") };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request);
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex AntiforgeryToken();
}
