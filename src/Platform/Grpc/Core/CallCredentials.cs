namespace Grpc.Core;

/// <summary>Credentials of one call. Calls here are not authenticated one by one, so there is no way to make one; the type stands for signatures.</summary>
public abstract class CallCredentials;
