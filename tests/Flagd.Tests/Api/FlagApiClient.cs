using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Api;

/// <summary>A program that talks to the API of a daemon.</summary>
internal sealed class FlagApiClient : IDisposable
{
    public const string Token = "open sesame";
    private readonly HttpClient _http;

    /// <param name="flagd">The daemon; its token is <see cref="Token"/>.</param>
    /// <param name="token">What the program shows. Null: nothing.</param>
    public FlagApiClient(RunningFlagd flagd, string? token = Token)
    {
        _http = flagd.CreateClient(Listener.Pages);
        if (token is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public static Task<RunningFlagd> StartAsync(string? flags = null, params (string Name, string? Value)[] settings) =>
        RunningFlagd.StartAsync(flags, settings: [("BrowserToken", Token), .. settings]);

    /// <summary>Sends JSON, or something that is said to be.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json = null, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, json is null ? null : Encoding.UTF8.GetBytes(json), headers);

    /// <inheritdoc cref="SendAsync(HttpMethod, string, string?, ValueTuple{string, string}[])"/>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, byte[]? json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, "/feature/api" + path);
        if (json is not null)
            request.Content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request);
    }

    /// <summary>The JSON of an answer, whatever its status.</summary>
    public async Task<JsonElement> JsonAsync(HttpMethod method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        using var answer = await SendAsync(method, path, json, headers);
        return JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync());
    }

    public void Dispose() => _http.Dispose();
}
