namespace OtelShop.Flagd.Tests.Interop;

public sealed class OfrepProvider() : NodeProvider("ofrep", "ofrep")
{
    protected override bool IsTold => false;
}
