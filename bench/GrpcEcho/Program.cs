using Google.Protobuf;
using OtelShop.Bench.GrpcEcho;

const int Rounds = 7;
const int Calls = 200_000;

var message = new EchoMessage { Text = "The quick brown fox jumps over the lazy dog", Number = 42 }.ToByteArray();
var body = Path.GetTempFileName();
await File.WriteAllBytesAsync(body, [0, 0, 0, 0, (byte)message.Length, .. message]);
await using var server = await EchoServer.StartAsync();
var runtime = new Uri(server.Address, EchoServer.RuntimePath);
var bare = new Uri(server.Address, BareEcho.Path);

async Task<double> TracedAsync(Uri url)
{
    using var tracing = EchoServer.Trace();
    return await H2Load.RunAsync(url, body, Calls);
}

// The first round warms the just-in-time compiler up and does not count. Paths take turns, so that drift hits all of them alike.
var rates = new List<(double Runtime, double Bare, double Untraced)>();
for (var round = 0; round <= Rounds; round++)
{
    var rate = (await TracedAsync(runtime), await TracedAsync(bare), await H2Load.RunAsync(bare, body, Calls));
    if (round > 0)
        rates.Add(rate);
}

File.Delete(body);
static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
var (ours, peer, untraced) = (Median(rates.Select(r => r.Runtime)), Median(rates.Select(r => r.Bare)), Median(rates.Select(r => r.Untraced)));
Console.WriteLine($"""
    unary echo, h2load -c 4 -m 50, {Calls} calls, median of {Rounds} rounds, {Environment.ProcessorCount} processors
      runtime, tracing on     {ours,8:F0} calls/s
      bare Kestrel, tracing on{peer,8:F0} calls/s   ratio {ours / peer:F2}
      bare Kestrel, no tracing{untraced,8:F0} calls/s   ratio {ours / untraced:F2}
    """);
