namespace OtelShop.Dashboard.Traces;

/// <summary>A time, in Unix nanoseconds, during which the trace waited for one span's own work.</summary>
public readonly record struct CriticalStretch(long Start, long End);
