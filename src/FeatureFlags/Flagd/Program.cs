using OtelShop.Flagd;
using OtelShop.Pages.Security;

await using var app = FlagdApplication.Build(args);
await app.StartAsync();
// For the person at the console. It carries the token, which no log does.
if (app.Services.GetRequiredService<BrowserToken>() is { IsMadeHere: true } token)
    Console.WriteLine($"Change flags at {token.LoginUrl}");
await app.WaitForShutdownAsync();
