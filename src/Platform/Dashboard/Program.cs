using OtelShop.Dashboard;

try
{
    await DashboardApplication.Build(args).RunAsync();
    return 0;
}
catch (Exception error) when (StartFailure.Explain(error) is { } reason)
{
    await Console.Error.WriteLineAsync($"The dashboard cannot be started: {reason}");
    return 1;
}
