using System.Text;
using OtelShop.FrontendProxies.Requests;
using OtelShop.Testing.Fuzz;

namespace OtelShop.FrontendProxy.Tests;

public sealed class BrowserSpansFuzzTests
{
    private static readonly byte[][] Batches = [.. new[]
    {
        """{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"frontend-web"}}]},"scopeSpans":[{"scope":{"name":"fetch"},"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","parentSpanId":"00f067aa0ba902b7","name":"GET","kind":3,"startTimeUnixNano":"1700000000000000001","endTimeUnixNano":1700000000000000002,"status":{"code":2}}]}]}]}""",
        """{"resource_spans":[{"scopeSpans":[{"spans":[{"traceId":"0AF7651916CD43DD8448EB211C80319C","spanId":"b7ad6b7169203331","attributes":[{"key":"a","value":{"kvlistValue":{"values":[{"key":"b","value":{"doubleValue":"NaN"}}]}}},{"key":"c","value":{"bytesValue":"AQI="}}],"events":[{"timeUnixNano":"1","name":"e"}],"links":[{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331"}]}]}]}]}""",
        "{}",
    }.Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public Task What_passes_is_read_again_as_it_was_written_and_nothing_else_throws() =>
        Fuzzer.RunAsync(Batches, Fuzzer.JsonTokens, input =>
        {
            if (!BrowserSpans.TryRead(input, out var batch, out _))
                return Task.FromResult<string?>(null);
            var isSame = BrowserSpans.TryRead(batch, out var again, out var problem) && batch.AsSpan().SequenceEqual(again);
            return Task.FromResult(isSame ? null : $"{problem} {Encoding.UTF8.GetString(batch)}");
        });
}
