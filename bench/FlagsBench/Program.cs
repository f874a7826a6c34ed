using OtelShop.Bench.FlagsBench;

// One part alone: engine.
var part = args.FirstOrDefault();
if (part is null or "engine")
    EngineBench.Run();
