using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Flagd.Evaluation.V1;
using Google.Protobuf;
using OtelShop.Flagd.Listeners;
using OtelShop.Flagd.Tests.Api;
using OtelShop.Testing.Fuzz;

namespace OtelShop.Flagd.Tests;

/// <summary>Whatever a client sends, the error is the client's.</summary>
public sealed class RequestFuzzTests : IAsyncLifetime
{
    private const string ResolveAll = "/flagd.evaluation.v1.Service/ResolveAll";
    private const string Ofrep = "/ofrep/v1/evaluate/flags";

    private static readonly byte[][] Contexts = [.. new[]
    {
        """{"context":{"targetingKey":"ann","email":"ann@example.com","list":[1,{"a":null}]}}""",
        """{"flagKey":"paymentFailure","context":{"plan":"gold","nested":{"number":1.5e3}}}""",
        """{"context":{}}""",
    }.Select(Encoding.UTF8.GetBytes)];

    private static readonly byte[][] Messages =
    [
        new ResolveAllRequest { Context = new() { Fields = { ["targetingKey"] = Google.Protobuf.WellKnownTypes.Value.ForString("ann") } } }.ToByteArray(),
        new ResolveAllRequest { Context = new() { Fields = { ["list"] = Google.Protobuf.WellKnownTypes.Value.ForList(Google.Protobuf.WellKnownTypes.Value.ForNumber(1.5)) } } }.ToByteArray(),
    ];

    private static readonly byte[][] Documents = [.. new[]
    {
        """{"data":{"flags":{"a":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off"}}}}""",
        """{"data":{"$evaluators":{"r":{"var":"x"}},"flags":{"b":{"state":"DISABLED","variants":{"n":1},"defaultVariant":"n","targeting":{"if":[{"$ref":"r"},"n"]}}}}}""",
    }.Select(Encoding.UTF8.GetBytes)];

    private RunningFlagd _flagd = default!;

    public async ValueTask InitializeAsync() => _flagd = await FlagApiClient.StartAsync();

    public ValueTask DisposeAsync() => _flagd.DisposeAsync();

    [Fact]
    public Task Ofrep_has_no_error_of_its_own() => FuzzAsync(Listener.Ofrep, Ofrep, "application/json", Contexts);

    [Fact]
    public Task Connect_with_JSON_has_no_error_of_its_own() => FuzzAsync(Listener.Evaluation, ResolveAll, "application/json", Contexts);

    [Fact]
    public Task Connect_with_protobuf_has_no_error_of_its_own() => FuzzAsync(Listener.Evaluation, ResolveAll, "application/proto", Messages);

    [Fact]
    public Task Grpc_web_has_no_error_of_its_own() =>
        FuzzAsync(Listener.Evaluation, ResolveAll, "application/grpc-web+proto", [.. Messages.Select(message => (byte[])[0, 0, 0, 0, (byte)message.Length, .. message])]);

    [Fact]
    public Task Documents_of_the_api_have_no_error_of_its_own() => FuzzAsync(Listener.Pages, "/feature/api/write", "application/json", Documents, share: 0.1);

    private async Task FuzzAsync(Listener listener, string path, string contentType, byte[][] corpus, double share = 1)
    {
        using var client = _flagd.CreateClient(listener);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", FlagApiClient.Token);
        await Fuzzer.RunAsync(corpus, Fuzzer.JsonTokens, async input =>
        {
            using var body = new ByteArrayContent(input) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
            using var answer = await client.PostAsync(path, body);
            return answer.StatusCode >= HttpStatusCode.InternalServerError ? $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"
                : answer.TrailingHeaders.TryGetValues("grpc-status", out var status) && status.First() is "2" or "13" ? "an error of the server by gRPC"
                : null;
        }, share);
    }
}
