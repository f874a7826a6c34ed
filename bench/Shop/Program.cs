using System.Globalization;
using OtelShop.Bench.Shop;

const int Rounds = 3;
const int Changes = 20;
const int TelemetryRounds = 7;
const int SoakOrdersPerSecond = 30;
const int SoakMinutes = 10;
await (args switch
{
    [] => OrderLatency.RunAsync(Rounds),
    ["orders", .. var addresses] when addresses.Length is 2 or 4 => OrderLatency.RunAsync(Rounds, Array.ConvertAll(addresses, address => new Uri(address))),
    ["lifecycle"] => Lifecycle.RunAsync(Rounds),
    ["telemetry"] => TelemetryCost.RunAsync(TelemetryRounds),
    ["soak"] => Soak.RunAsync(SoakOrdersPerSecond, TimeSpan.FromMinutes(SoakMinutes)),
    ["soak", var orders, var minutes] => Soak.RunAsync(int.Parse(orders, CultureInfo.InvariantCulture), TimeSpan.FromMinutes(int.Parse(minutes, CultureInfo.InvariantCulture))),
    ["flags"] => FlagPropagation.RunAsync(Changes),
    _ => throw new ArgumentException("Run without arguments, or with: orders CART CHECKOUT [CART CHECKOUT] | lifecycle | flags | telemetry | soak [ORDERS-PER-SECOND MINUTES]"),
});
