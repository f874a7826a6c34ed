using OtelShop.Checkouts;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(CheckoutTelemetry.SourceName);
builder.AddNpgsqlDbContext<CheckoutDbContext>("checkout");
builder.AddDatabaseDefaults<CheckoutDbContext>();
builder.AddCheckout();
builder.Services.AddDependencies();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<CheckoutService>();
await app.RunAsync();
