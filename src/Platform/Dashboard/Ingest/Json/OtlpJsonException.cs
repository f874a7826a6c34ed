namespace OtelShop.Dashboard.Ingest.Json;

/// <summary>A text is no OTLP JSON. The message says where and why, and can be shown to whoever sent it.</summary>
internal sealed class OtlpJsonException : Exception
{
    public OtlpJsonException(string message)
        : base(message)
    {
    }

    public OtlpJsonException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
