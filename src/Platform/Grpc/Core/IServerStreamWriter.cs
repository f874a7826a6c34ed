namespace Grpc.Core;

/// <summary>Streams responses to the client.</summary>
/// <typeparam name="T">The response.</typeparam>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;
