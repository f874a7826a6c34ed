using OtelShop.Bench.Shop;

const int Rounds = 3;
const int Changes = 20;
const int TelemetryRounds = 7;
await (args switch
{
    [] => OrderLatency.RunAsync(Rounds),
    ["orders", .. var addresses] when addresses.Length is 2 or 4 => OrderLatency.RunAsync(Rounds, Array.ConvertAll(addresses, address => new Uri(address))),
    ["lifecycle"] => Lifecycle.RunAsync(Rounds),
    ["telemetry"] => TelemetryCost.RunAsync(TelemetryRounds),
    ["flags"] => FlagPropagation.RunAsync(Changes),
    _ => throw new ArgumentException("Run without arguments, or with: orders CART CHECKOUT [CART CHECKOUT] | lifecycle | flags | telemetry"),
});
