using System.Collections.Frozen;
using System.Collections.Immutable;
using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.AspNetCore.Server;

/// <summary>The options of a service, joined with those of all services once, when it is mapped.</summary>
internal sealed class MethodSettings
{
    public required int? MaxSendMessageSize { get; init; }

    public required int? MaxReceiveMessageSize { get; init; }

    public required bool EnableDetailedErrors { get; init; }

    public required ICompressionProvider? ResponseCompression { get; init; }

    public required CompressionLevel? ResponseCompressionLevel { get; init; }

    public required FrozenDictionary<string, ICompressionProvider> Compression { get; init; }

    /// <summary>What a client is told when it used an encoding that nobody here reads.</summary>
    public required string AcceptedEncodings { get; init; }

    public required ImmutableArray<InterceptorRegistration> Interceptors { get; init; }

    public static MethodSettings Join(GrpcServiceOptions all, GrpcServiceOptions one)
    {
        var compression = one.CompressionProviders.Concat(all.CompressionProviders)
            .Concat([new GzipCompressionProvider(CompressionLevel.Fastest), new DeflateCompressionProvider(CompressionLevel.Fastest)])
            .DistinctBy(provider => provider.EncodingName)
            .ToFrozenDictionary(provider => provider.EncodingName, StringComparer.Ordinal);
        var algorithm = one.ResponseCompressionAlgorithm ?? all.ResponseCompressionAlgorithm;
        return new MethodSettings
        {
            MaxSendMessageSize = one.MaxSendMessageSize ?? all.MaxSendMessageSize,
            MaxReceiveMessageSize = one.IsMaxReceiveMessageSizeSet ? one.MaxReceiveMessageSize
                : all.IsMaxReceiveMessageSizeSet ? all.MaxReceiveMessageSize
                : GrpcServiceOptions.DefaultReceiveMaxMessageSize,
            EnableDetailedErrors = one.EnableDetailedErrors ?? all.EnableDetailedErrors ?? false,
            ResponseCompression = algorithm is null or Wire.GrpcHeaders.Identity ? null
                : compression.GetValueOrDefault(algorithm)
                    ?? throw new InvalidOperationException($"No compression provider is named '{algorithm}'."),
            ResponseCompressionLevel = one.ResponseCompressionLevel ?? all.ResponseCompressionLevel,
            Compression = compression,
            AcceptedEncodings = string.Join(',', compression.Keys.Order().Prepend(Wire.GrpcHeaders.Identity)),
            Interceptors = [.. all.Interceptors, .. one.Interceptors],
        };
    }
}
