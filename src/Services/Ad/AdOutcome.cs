namespace OtelShop.Ads;

internal readonly record struct AdOutcome(bool Targeted, bool Matched, int Count)
{
    public string RequestType => Targeted ? "TARGETED" : "NOT_TARGETED";

    public string ResponseType => Matched ? "TARGETED" : "RANDOM";
}
