using Oteldemo;
using OtelShop.Accountings;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(AccountingTelemetry.SourceName);
builder.AddNpgsqlDbContext<AccountingDbContext>("accounting");
builder.AddDatabaseDefaults<AccountingDbContext>();
builder.Services.AddSingleton<AccountingTelemetry>();
builder.AddKafkaMessageHandler<OrderResult, OrderLedger>("kafka", topic: "orders", groupId: "accounting");

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
