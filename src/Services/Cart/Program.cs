using OpenTelemetry.Trace;
using OtelShop.Carts;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(CartTelemetry.SourceName);
// The first use would otherwise be a health check, which is not traced: the instrumentation of a connection made there stays silent.
builder.AddRedisClient("valkey-cart", redis => redis.DisableAutoActivation = false);
builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor<KeepAliveFilter>());
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
