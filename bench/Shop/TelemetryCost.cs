using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Grpc.Net.Client;
using Oteldemo;

namespace OtelShop.Bench.Shop;

/// <summary>Throughput and processor time of orders with traces, metrics and logs on, beside <c>OTEL_SDK_DISABLED</c>: two shops whose rounds alternate.</summary>
internal static class TelemetryCost
{
    private const int Clients = 8;
    private const int OrdersPerRound = 1200;

    // Until the compiler has optimized what both shops run.
    private const int WarmUpRounds = 12;

    // Mails, books and exports follow an order: the other shop's round starts when they are done.
    private const double QuietMillisecondsPerSecond = 100;

    public static async Task RunAsync(int rounds)
    {
        await using var sink = await TelemetrySink.StartAsync();
        await using var on = await MeasuredShop.StartAsync("OTEL_EXPORTER_OTLP_ENDPOINT", sink.Address);
        await using var off = await MeasuredShop.StartAsync("OTEL_SDK_DISABLED", "true");
        for (var round = 0; round < WarmUpRounds; round++)
        {
            await on.RunAsync();
            await off.RunAsync();
        }

        on.Forget();
        off.Forget();
        List<double> throughput = [], processor = [];
        for (var round = 1; round <= rounds; round++)
        {
            var bytes = sink.Bytes;
            var first = round % 2 == 0 ? off : on;
            var one = await first.RunAsync();
            var other = await (first == on ? off : on).RunAsync();
            var (with, without) = first == on ? (one, other) : (other, one);
            throughput.Add(1 - (with.OrdersPerSecond / without.OrdersPerSecond));
            processor.Add((with.Milliseconds / without.Milliseconds) - 1);
            Console.WriteLine($"round {round}: on {with}, off {without}, {(sink.Bytes - bytes) / 1024 / OrdersPerRound} kB of telemetry per order, load {Load()}");
        }

        Console.WriteLine($"Telemetry costs {Median(throughput):P1} of the throughput and {Median(processor):P1} more processor time per order (medians of {rounds} rounds).");
        foreach (var (name, with) in on.ByService)
            Console.WriteLine($"{name,-20} {with,6:F2} ms per order on, {off.ByService.GetValueOrDefault(name),6:F2} ms off");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private sealed record Round(double OrdersPerSecond, double Milliseconds)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{OrdersPerSecond:F1} orders/s, {Milliseconds:F1} ms processor per order");
    }

    private sealed class MeasuredShop(RunningShop shop) : IAsyncDisposable
    {
        private static readonly double MillisecondsPerTick = 10;
        private readonly Dictionary<string, List<double>> _byService = [];
        private readonly GrpcChannel _cart = GrpcChannel.ForAddress(shop.Application.GetEndpoint("cart", "grpc"));
        private readonly GrpcChannel _checkout = GrpcChannel.ForAddress(shop.Application.GetEndpoint("checkout", "grpc"));

        /// <summary>Median processor time of each service in milliseconds per order.</summary>
        public IReadOnlyDictionary<string, double> ByService => _byService.OrderByDescending(one => Median(one.Value)).ToDictionary(one => one.Key, one => Median(one.Value));

        public static async Task<MeasuredShop> StartAsync(string variable, string value) =>
            new(await RunningShop.StartAsync(variables =>
            {
                // As in a cluster: Aspire sends every second.
                foreach (var ofAspire in variables.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal) && name is not ("OTEL_SERVICE_NAME" or "OTEL_RESOURCE_ATTRIBUTES")).ToList())
                    variables.Remove(ofAspire);
                variables[variable] = value;
            }));

        /// <summary>Forgets the rounds so far.</summary>
        public void Forget() => _byService.Clear();

        public async Task<Round> RunAsync()
        {
            var load = new OrderLoad(new CartService.CartServiceClient(_cart), new CheckoutService.CheckoutServiceClient(_checkout), ordersPerSecond: 0);
            var users = await load.FillCartsAsync(OrdersPerRound, Clients);
            var before = ProcessorTimes();
            var clock = Stopwatch.StartNew();
            await load.PlaceAsync(users, Clients);
            var elapsed = clock.Elapsed;
            var after = await QuietAsync();
            foreach (var (name, time) in after)
            {
                if (!_byService.TryGetValue(name, out var times))
                    _byService[name] = times = [];
                times.Add((time - before.GetValueOrDefault(name)) / OrdersPerRound);
            }

            return new Round(OrdersPerRound / elapsed.TotalSeconds, (after.Values.Sum() - before.Values.Sum()) / OrdersPerRound);
        }

        public async ValueTask DisposeAsync()
        {
            _cart.Dispose();
            _checkout.Dispose();
            await shop.DisposeAsync();
        }

        private async Task<Dictionary<string, double>> QuietAsync()
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
            var last = ProcessorTimes();
            while (await timer.WaitForNextTickAsync())
            {
                var now = ProcessorTimes();
                if (now.Values.Sum() - last.Values.Sum() < QuietMillisecondsPerSecond)
                    return now;
                last = now;
            }

            return last;
        }

        // /proc/N/stat: user and system time are the 14th and 15th field, in hundredths of a second.
        private Dictionary<string, double> ProcessorTimes() =>
            shop.Services.Select(service => (Name: service, Id: shop.ProcessOf(service))).Where(service => service.Id is not null)
                .ToDictionary(service => service.Name, service =>
                {
                    var stat = File.ReadAllText($"/proc/{service.Id}/stat");
                    var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                    return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) * MillisecondsPerTick;
                });
    }
}
