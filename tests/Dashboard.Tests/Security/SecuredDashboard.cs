using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;

namespace OtelShop.Dashboard.Tests.Security;

/// <summary>A dashboard with a login, and what a browser does to pass it.</summary>
internal sealed partial class SecuredDashboard : IAsyncDisposable
{
    public const string Token = "c0ffee0123456789c0ffee0123456789";

    private SecuredDashboard(RunningDashboard running)
    {
        Running = running;
        Client = running.CreateClient();
    }

    public RunningDashboard Running { get; }

    /// <summary>Keeps no cookies and follows no redirect.</summary>
    public HttpClient Client { get; }

    public static Task<SecuredDashboard> StartAsync(params (string Name, string? Value)[] settings) => StartAsync(_ => { }, _ => { }, settings);

    public static async Task<SecuredDashboard> StartAsync(Action<WebApplicationBuilder> configure, Action<WebApplication> map, params (string Name, string? Value)[] settings) =>
        new(await RunningDashboard.StartAsync(null, configure, map, [("Frontend:AuthMode", "BrowserToken"), ("Frontend:BrowserToken", Token), .. settings]));

    /// <summary>The cookie of somebody who is logged in.</summary>
    public async Task<string> LogInAsync()
    {
        using var answer = await Client.GetAsync($"/login?t={Token}");
        return CookieOf(answer);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? cookie = null, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        return await Client.SendAsync(request);
    }

    /// <summary>Opens a page and sends a form from it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string action, string? cookie = null, params (string Name, string Value)[] fields)
    {
        using var opened = await SendAsync(HttpMethod.Get, page, cookie);
        var token = AntiforgeryToken().Match(await opened.Content.ReadAsStringAsync()).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
        return await SendAsync(HttpMethod.Post, action, string.Join("; ", new[] { cookie, CookieOf(opened) }.Where(c => !string.IsNullOrEmpty(c))), form);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Running.DisposeAsync();
    }

    private static string CookieOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0])) : "";

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}
