using OtelShop.Bench.FlagsBench;

// One part alone: engine, client or outage. "daemon" is what the outage runs in a process of its own.
var part = args.FirstOrDefault();
if (part == "daemon")
    await BenchDaemon.RunAsync();
if (part is null or "engine")
    EngineBench.Run();
if (part is null or "client")
    await ClientBench.RunAsync();
if (part is null or "outage")
    await OutageBench.RunAsync();
