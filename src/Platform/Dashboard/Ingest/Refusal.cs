namespace OtelShop.Dashboard.Ingest;

/// <summary>Why a whole request was not taken.</summary>
internal enum Refusal
{
    Malformed,
    TooLarge,
    Unauthenticated,
    UnsupportedEncoding,
    Other,
}
