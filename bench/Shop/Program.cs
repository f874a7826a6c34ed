using OtelShop.Bench.Shop;

const int Rounds = 3;
await (args is ["idle"] ? IdleCost.RunAsync(Rounds) : OrderLatency.RunAsync(Rounds));
