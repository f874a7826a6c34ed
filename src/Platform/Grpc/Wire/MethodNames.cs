using Grpc.Core;

namespace Grpc.Wire;

/// <summary>The names of a method as telemetry wants them, made once.</summary>
internal sealed class MethodNames(IMethod method)
{
    // A tag wants an object: these are boxed once instead of on every call.
    private static readonly object[] Codes = [.. Enum.GetValues<StatusCode>().Select(code => (object)(int)code)];

    /// <summary>"pkg.Service/Method".</summary>
    public string Span { get; } = method.FullName[1..];

    public string Service { get; } = method.ServiceName;

    public string Method { get; } = method.Name;

    public static object Boxed(StatusCode code) => (uint)code < (uint)Codes.Length ? Codes[(int)code] : (int)code;
}
