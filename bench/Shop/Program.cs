using OtelShop.Bench.Shop;

const int Rounds = 3;
const int Flips = 20;
await (args switch
{
    ["idle"] => IdleCost.RunAsync(Rounds),
    ["flags"] => FlagPropagation.RunAsync(Flips),
    _ => OrderLatency.RunAsync(Rounds),
});
