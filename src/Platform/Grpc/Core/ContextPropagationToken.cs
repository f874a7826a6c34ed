namespace Grpc.Core;

/// <summary>The call that another call is made for.</summary>
public abstract class ContextPropagationToken;
