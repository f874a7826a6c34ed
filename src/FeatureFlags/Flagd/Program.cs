using OtelShop.Flagd;
using OtelShop.Pages.Security;

await using var app = FlagdApplication.Build(args);
await app.StartAsync();
// For the user at the console. Contains the token, so it is never logged.
if (app.Services.GetRequiredService<BrowserToken>() is { IsMadeHere: true } token)
    Console.WriteLine($"Change flags at {token.LoginUrl}");
await app.WaitForShutdownAsync();
