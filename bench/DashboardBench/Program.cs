using OtelShop.Bench.DashboardBench;

// What the dashboard has when nothing else is said.
const long Limit = 256L << 20;

// One part alone: store, ingest or pages.
var part = args.FirstOrDefault();
if (part is null or "store")
    StoreBench.Run(Limit);
if (part is null or "ingest")
    await IngestBench.RunAsync(Limit);
if (part is null or "pages")
    await PageBench.RunAsync();
