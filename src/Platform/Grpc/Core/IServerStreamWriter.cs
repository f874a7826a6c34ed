namespace Grpc.Core;

/// <summary>The responses of a call, as its server writes them.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;
