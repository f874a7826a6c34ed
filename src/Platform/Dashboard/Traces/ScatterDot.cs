using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.Traces;

/// <summary>Traces that began at about the same time and took about as long.</summary>
/// <param name="X">Percent from the left.</param>
/// <param name="Y">Percent from the top.</param>
/// <param name="Count">How many.</param>
/// <param name="Errors">Of those, with an error.</param>
/// <param name="TraceId">One of them; one with an error where there is one.</param>
/// <param name="Title">What it stands for.</param>
public readonly record struct ScatterDot(double X, double Y, int Count, int Errors, TraceId TraceId, string Title);
