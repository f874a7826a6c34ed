using OtelShop.Payments;
using OtelShop.Payments.Cards;
using OtelShop.Payments.Charges;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(PaymentTelemetry.SourceName);
builder.AddNpgsqlDbContext<PaymentDbContext>("payment");
builder.AddDatabaseDefaults<PaymentDbContext>();
builder.Services.AddSingleton<PaymentTelemetry>();
builder.Services.AddSingleton(Random.Shared);
builder.Services.AddSingleton<PaymentFaults>();
builder.Services.AddSingleton<CardChecks>();
builder.Services.AddScoped<ChargeStore>();
builder.Services.AddScoped<RefundStore>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<PaymentService>();
await app.RunAsync();
