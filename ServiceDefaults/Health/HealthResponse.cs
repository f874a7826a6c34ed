using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OtelShop.ServiceDefaults.Health;

/// <summary>The body of <c>/health</c>: names of the checks and what they say, so that a person with curl knows where to look. No exception text.</summary>
internal static class HealthResponse
{
    public static Task WriteAsync(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), entry.Value.Description }),
        });
}
