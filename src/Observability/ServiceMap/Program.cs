using OtelShop.ServiceMap;

await using var app = ServiceMapApplication.Build(args);
await app.RunAsync();
