using OtelShop.Dashboard;

await DashboardApplication.Build(args).RunAsync();
