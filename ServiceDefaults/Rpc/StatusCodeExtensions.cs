using Grpc.Core;

namespace OtelShop.ServiceDefaults.Rpc;

/// <summary>Names of gRPC statuses.</summary>
public static class StatusCodeExtensions
{
    private static readonly string[] Names = [.. Enum.GetValues<StatusCode>().Order().Select(Spell)];

    /// <summary>The status as <c>rpc.response.status_code</c> has it, such as <c>DEADLINE_EXCEEDED</c>; an unknown one as its number.</summary>
    /// <param name="status">Status of a call.</param>
    public static string ToConventionName(this StatusCode status) => (int)status is >= 0 and <= 16 and var code ? Names[code] : status.ToString();

    private static string Spell(StatusCode status) =>
        status is StatusCode.OK ? "OK" : string.Concat(status.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}"));
}
