using OtelShop.Flagd;

await using var app = FlagdApplication.Build(args);
await app.RunAsync();
