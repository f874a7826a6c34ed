using OtelShop.Dashboard;
using OtelShop.Pages.Security;

try
{
    await using var dashboard = DashboardApplication.Build(args);
    await dashboard.StartAsync();
    // For the person at the console. It carries the token, which no log does.
    Console.WriteLine($"Login to the dashboard at {dashboard.Services.GetRequiredService<BrowserToken>().LoginUrl}");
    await dashboard.WaitForShutdownAsync();
    return 0;
}
catch (Exception error) when (StartFailure.Explain(error) is { } reason)
{
    await Console.Error.WriteLineAsync($"The dashboard cannot be started: {reason}");
    return 1;
}
