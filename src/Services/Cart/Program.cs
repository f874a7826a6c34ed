using OpenTelemetry.Trace;
using OtelShop.Carts;

var builder = WebApplication.CreateBuilder(args);
// Before the exporters, which take what the filter leaves.
builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor<KeepAliveFilter>());
builder.AddServiceDefaults(CartTelemetry.SourceName);
// The first use would otherwise be a health check, which is not traced: the instrumentation of a connection made there stays silent.
builder.AddRedisClient("valkey-cart", redis => redis.DisableAutoActivation = false);
builder.Services.AddOptions<CartOptions>().BindConfiguration(CartOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton<CartTelemetry>();
builder.Services.AddSingleton<ICartStore, RedisCartStore>();
builder.Services.AddSingleton(Random.Shared);
builder.Services.AddSingleton<CartFaults>();
builder.Services.AddHealthChecks().AddCheck<ReadinessFault>(ReadinessFault.CheckName);

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<CartService>();
await app.RunAsync();
