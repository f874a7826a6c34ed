using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace OtelShop.ImageProvider;

/// <summary>Counts connections and requests for <c>/status</c>, which the nginx receiver of upstream's collector scrapes.</summary>
internal sealed class ServerStatus
{
    private long _accepted;
    private long _active;
    private long _reading;
    private long _requests;
    private long _writing;

    /// <summary>The format of nginx's stub_status. Reading are connections whose first request is still incomplete; Writing are requests without a full response.</summary>
    public override string ToString()
    {
        var (accepted, active, reading, writing) = (Read(ref _accepted), Read(ref _active), Read(ref _reading), Read(ref _writing));
        return $"""
            Active connections: {active} 
            server accepts handled requests
             {accepted} {accepted} {Read(ref _requests)} 
            Reading: {reading} Writing: {writing} Waiting: {Math.Max(0, active - reading - writing)} 

            """;
    }

    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var state = new ConnectionState();
        connection.Items[typeof(ServerStatus)] = state;
        Interlocked.Increment(ref _accepted);
        Interlocked.Increment(ref _active);
        Interlocked.Increment(ref _reading);
        try
        {
            await next(connection);
        }
        finally
        {
            LeaveReading(state);
            Interlocked.Decrement(ref _active);
        }
    }

    public async Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IConnectionItemsFeature>()?.Items[typeof(ServerStatus)] is ConnectionState state)
            LeaveReading(state);
        Interlocked.Increment(ref _requests);
        Interlocked.Increment(ref _writing);
        try
        {
            await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref _writing);
        }
    }

    private void LeaveReading(ConnectionState state)
    {
        if (state.IsReading)
            Interlocked.Decrement(ref _reading);
        state.IsReading = false;
    }

    private static long Read(ref long counter) => Interlocked.Read(ref counter);

    private sealed class ConnectionState
    {
        // HTTP/1.1 requests of a connection come one after the other.
        public bool IsReading { get; set; } = true;
    }
}

internal static class ServerStatusExtensions
{
    public static void AddServerStatus(this WebApplicationBuilder builder)
    {
        var status = new ServerStatus();
        builder.Services.AddSingleton(status);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use((connection, next) => status.ServeAsync(connection, next))));
    }

    public static void MapServerStatus(this WebApplication app)
    {
        app.Use((context, next) => context.RequestServices.GetRequiredService<ServerStatus>().ServeAsync(context, next));
        app.MapGet("/status", (ServerStatus status) => TypedResults.Text(status.ToString(), "text/plain"));
    }
}
