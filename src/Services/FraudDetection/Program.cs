using Oteldemo;
using OtelShop.FraudDetections;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(FraudTelemetry.SourceName);
builder.AddNpgsqlDbContext<FraudDbContext>("fraud");
builder.AddDatabaseDefaults<FraudDbContext>();
builder.Services.AddOptions<FraudOptions>().BindConfiguration(FraudOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton<FraudTelemetry>();
builder.Services.AddScoped<FraudStore>();
builder.Services.AddGrpcServiceClient<CurrencyService.CurrencyServiceClient>("currency");
builder.Services.AddSingleton<DollarConversion>();
builder.Services.AddFraudRules();
builder.Services.AddSingleton<QueueProblems>();
builder.AddKafkaMessageHandler<OrderResult, OrderScreening>("kafka", topic: "orders", groupId: "fraud-detection");

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
