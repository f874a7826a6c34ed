using OtelShop.ProductCatalogs;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(CatalogTelemetry.SourceName);
builder.AddNpgsqlDbContext<CatalogDbContext>("catalog");
builder.AddDatabaseDefaults<CatalogDbContext>();
builder.Services.AddOptions<CatalogOptions>().BindConfiguration(CatalogOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton<ICatalogSource, PostgresCatalogSource>();
builder.Services.AddFusionCache();
builder.Services.AddSingleton<CatalogCache>();
builder.Services.AddSingleton<CatalogFaults>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<ProductCatalogService>();
await app.RunAsync();
