using System.Net;
using System.Text.RegularExpressions;

namespace OtelShop.Frontend.Tests;

/// <summary>A browser without JavaScript: keeps cookies, follows redirects, submits forms with the hidden token of the page it sees.</summary>
internal sealed partial class Browser(Uri address) : IDisposable
{
    private readonly SocketsHttpHandler _handler = new() { CookieContainer = new CookieContainer() };
    private HttpClient? _client;

    public string Html { get; private set; } = "";

    public HttpStatusCode Status { get; private set; }

    /// <summary>The pause of the header Retry-After; null without it.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    public string Path { get; private set; } = "";

    public IEnumerable<Cookie> Cookies => _handler.CookieContainer.GetAllCookies();

    /// <summary>Deletes a cookie.</summary>
    public void Forget(string cookie) => Cookies.Single(found => found.Name == cookie).Expired = true;

    private HttpClient Client => _client ??= new HttpClient(_handler) { BaseAddress = address };

    public Task OpenAsync(string path) => SeeAsync(Client.GetAsync(path));

    /// <summary>The hidden request key of the checkout form.</summary>
    public string Key => Hidden("idempotencyKey");

    public Task SubmitAsync(string action, params (string Name, string Value)[] fields) => SeeAsync(PostAsync(action, fields));

    /// <summary>Submits a form of the page without looking at the answer, as the first click of a double click.</summary>
    public Task<HttpResponseMessage> PostAsync(string action, params (string Name, string Value)[] fields)
    {
        // The other forms have no key and pass it over.
        var sent = fields.Append(("__RequestVerificationToken", Hidden("__RequestVerificationToken"))).Append(("idempotencyKey", Key));
        return Client.PostAsync(action, new FormUrlEncodedContent(sent.Select(field => KeyValuePair.Create(field.Item1, field.Item2))));
    }

    /// <summary>The text of the first element with this data-cy mark, without tags and entities; null when there is none.</summary>
    public string? Text(string mark)
    {
        var found = Regex.Match(Html, $"""<(\w+)[^>]*data-cy="{mark}"[^>]*>(.*?)</\1>""", RegexOptions.Singleline);
        return found.Success ? WebUtility.HtmlDecode(Tag().Replace(found.Groups[2].Value, "")).Trim() : null;
    }

    /// <summary>The typed value of an input; null when there is none.</summary>
    public string? Value(string name)
    {
        var found = Regex.Match(Html, $"""<input id="{Regex.Escape(name)}"[^>]* value="([^"]*)""");
        return found.Success ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;
    }

    public int Count(string mark) => Regex.Count(Html, $"data-cy=\"{mark}\"");

    public void Dispose()
    {
        _client?.Dispose();
        _handler.Dispose();
    }

    private async Task SeeAsync(Task<HttpResponseMessage> request)
    {
        using var response = await request;
        Status = response.StatusCode;
        RetryAfter = response.Headers.RetryAfter?.Delta;
        Path = response.RequestMessage!.RequestUri!.PathAndQuery;
        Html = await response.Content.ReadAsStringAsync();
    }

    public string Hidden(string name) => Regex.Match(Html, $"""name="{name}" value="([^"]+)""").Groups[1].Value;

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
