using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OtelShop.LoadGenerator.Tests;

/// <summary>Answers as the shop, flagd's OFREP service and an OTLP receiver do, and keeps what it was asked.</summary>
internal sealed class FakeShop : IAsyncDisposable
{
    private static readonly string[] Currencies = ["CHF"];
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = [];
    private readonly ConcurrentQueue<JsonObject> _spans = [];
    private int _flagRequests;

    private FakeShop(WebApplication application) => _application = application;

    public string Address => _application.Urls.Single();

    /// <summary>Values of flags by key.</summary>
    public ConcurrentDictionary<string, int> Flags { get; } = [];

    /// <summary>What flagd answers instead of the flags; null answers them.</summary>
    public object? FlagsAnswer { get; set; }

    /// <summary>How often the flags were asked for.</summary>
    public int FlagRequests => _flagRequests;

    /// <summary>The answer to an order.</summary>
    public object Order { get; set; } = new { orderId = "d6f5b1c2-0000-4000-8000-000000000001" };

    /// <summary>Requests of shoppers, in the order of their arrival.</summary>
    public IReadOnlyCollection<ReceivedRequest> Requests => _requests;

    public IReadOnlyCollection<JsonObject> Spans => _spans;

    public static async Task<FakeShop> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var shop = new FakeShop(builder.Build());
        shop.Map();
        await shop._application.StartAsync();
        return shop;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private void Map()
    {
        _application.MapPost("/ofrep/v1/evaluate/flags", () =>
        {
            Interlocked.Increment(ref _flagRequests);
            return FlagsAnswer ?? new { flags = Flags.Select(flag => new { key = flag.Key, value = flag.Value }) };
        });
        _application.MapPost("/v1/traces", KeepSpansAsync);
        Answer("GET", "/", () => Results.Text("<h1>Shop</h1>", "text/html"));
        Answer("GET", "/search", () => Results.Text("<h1>Found</h1>", "text/html"));
        Answer("GET", "/api/cart", () => Results.Json(new { items = Array.Empty<object>() }));
        Answer("POST", "/api/cart", () => Results.Json(new { items = Array.Empty<object>() }));
        Answer("POST", "/api/checkout", () => Results.Json(Order));
        Answer("GET", "/api/currency", () => Results.Json(Currencies));
        Answer("GET", "/api/data", () => Results.Json(Array.Empty<object>()));
        Answer("GET", "/api/recommendations", () => Results.Json(Array.Empty<object>()));
        Answer("GET", "/api/products", () => Results.Json(new[] { new { priceUsd = new { currencyCode = Currencies[0] } } }));
        _application.MapGet("/api/products/{id}", (HttpRequest request, string id) => Keep(request, Results.Json(new { id })));
    }

    private void Answer(string method, string path, Func<IResult> answer) =>
        _application.MapMethods(path, [method], (HttpRequest request) => Keep(request, answer()));

    private IResult Keep(HttpRequest request, IResult answer)
    {
        _requests.Enqueue(new(request.Method, request.Path, request.Headers["traceparent"].ToString(), request.Headers["baggage"].ToString()));
        return answer;
    }

    private async Task KeepSpansAsync(HttpRequest request)
    {
        var document = await JsonSerializer.DeserializeAsync<JsonNode>(request.Body, cancellationToken: request.HttpContext.RequestAborted);
        foreach (var span in document!["resourceSpans"]!.AsArray().SelectMany(resource => resource!["scopeSpans"]!.AsArray()).SelectMany(scope => scope!["spans"]!.AsArray()))
            _spans.Enqueue(span!.AsObject());
    }
}

internal sealed record ReceivedRequest(string Method, string Path, string TraceParent, string Baggage)
{
    public string TraceId => TraceParent.Split('-')[1];

    public string ParentId => TraceParent.Split('-')[2];
}
