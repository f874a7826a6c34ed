using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;
using Grpc.Net.Compression;
using Grpc.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grpc.Net.Client;

/// <summary>
/// A channel to one server, or to the several addresses of one. It connects when the first call needs it. Channels are costly and thread-safe: share them.
/// </summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly ConcurrentDictionary<IMethod, CallMethod> _methods = new();
    private readonly ConcurrentDictionary<ClientCall, bool> _running = new();
    private readonly GrpcChannelOptions _options;
    private readonly ChannelTransport _transport;
    private readonly ChannelCallInvoker _invoker;
    private volatile bool _isDisposed;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority.Length > 0 ? address.Authority : address.ToString())
    {
        _options = options;
        Address = address;
        Surroundings = new ChannelSurroundings(
            (options.LoggerFactory ?? options.ServiceProvider?.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("Grpc.Net.Client"),
            options.ServiceProvider?.GetService<TimeProvider>() ?? TimeProvider.System);
        Compression = (options.CompressionProviders ?? [new GzipCompressionProvider(CompressionLevel.Fastest), new DeflateCompressionProvider(CompressionLevel.Fastest)])
            .ToFrozenDictionary(provider => provider.EncodingName, StringComparer.Ordinal);
        AcceptedEncodings = string.Join(',', Compression.Keys.Order().Prepend(GrpcHeaders.Identity));
        Budget = options.ServiceConfig?.RetryThrottling is { } throttling ? new RetryBudget(throttling) : null;
        _transport = ChannelTransport.Create(address, options, Surroundings);
        _invoker = new ChannelCallInvoker(this);
    }

    /// <summary>What the channel knows of its connections. A channel to a single address says Ready until it is disposed.</summary>
    public ConnectivityState State => _isDisposed ? ConnectivityState.Shutdown : _transport.Picker?.State ?? ConnectivityState.Ready;

    internal Uri Address { get; }

    internal ChannelSurroundings Surroundings { get; }

    internal GrpcChannelOptions Options => _options;

    internal HttpMessageInvoker Http => _transport.Http;

    internal AddressPicker? Picker => _transport.Picker;

    internal RetryBudget? Budget { get; }

    internal FrozenDictionary<string, ICompressionProvider> Compression { get; }

    internal string AcceptedEncodings { get; }

    /// <summary>A channel with the default options.</summary>
    /// <param name="address">As in "http://cart:8080", "dns:///cart:8080" or "static:///cart".</param>
    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>A channel.</summary>
    /// <param name="address">As in "http://cart:8080", "dns:///cart:8080" or "static:///cart".</param>
    /// <param name="channelOptions">The options; later changes to them have no effect.</param>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) => ForAddress(new Uri(address), channelOptions);

    /// <summary>A channel with the default options.</summary>
    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>A channel.</summary>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        return new GrpcChannel(address, channelOptions);
    }

    /// <inheritdoc />
    public override CallInvoker CreateCallInvoker()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _invoker;
    }

    /// <summary>Ends running calls and closes the connections.</summary>
    public void Dispose()
    {
        if (_isDisposed) { return; }
        _isDisposed = true;
        foreach (var call in _running.Keys) { call.Dispose(); }
        _transport.Dispose();
    }

    internal CallMethod DescribeMethod(IMethod method) => _methods.GetOrAdd(method, static (one, self) => self.Describe(one), this);

    internal void Started(ClientCall call)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _running.TryAdd(call, true);
    }

    internal void Ended(ClientCall call) => _running.TryRemove(call, out _);

    /// <inheritdoc />
    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }

    private CallMethod Describe(IMethod method)
    {
        var policy = FindConfig(method)?.RetryPolicy;
        return new CallMethod(
            new MethodNames(method),
            _transport.Picker is null ? new Uri(Address, method.FullName) : null,
            policy is null ? null : new RetryRule(policy, _options.MaxRetryAttempts));
    }

    private MethodConfig? FindConfig(IMethod method)
    {
        var configs = _options.ServiceConfig?.MethodConfigs ?? [];
        return configs.FirstOrDefault(config => config.Names.Any(name => name.Service == method.ServiceName && name.Method == method.Name))
            ?? configs.FirstOrDefault(config => config.Names.Any(name => name.Service == method.ServiceName && string.IsNullOrEmpty(name.Method)))
            ?? configs.FirstOrDefault(config => config.Names.Any(name => string.IsNullOrEmpty(name.Service) && string.IsNullOrEmpty(name.Method)));
    }
}
