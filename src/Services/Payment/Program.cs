using OtelShop.Payments;
using OtelShop.Payments.Cards;
using OtelShop.Payments.Charges;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(PaymentTelemetry.SourceName);
builder.AddNpgsqlDataSource("payment");
builder.AddSqlMigrations("payment");
builder.Services.AddSingleton<PaymentTelemetry>();
builder.Services.AddSingleton(Random.Shared);
builder.Services.AddSingleton<PaymentFaults>();
builder.Services.AddSingleton<CardChecks>();
builder.Services.AddSingleton<ChargeStore>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<PaymentService>();
await app.RunAsync();
