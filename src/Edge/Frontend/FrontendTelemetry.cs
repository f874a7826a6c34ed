namespace OtelShop.Frontends;

/// <summary>Names of the attributes that the frontend adds to the spans of the framework.</summary>
internal static class FrontendTelemetry
{
    public const string SessionId = "session.id";
    public const string EndUserId = "enduser.id";
    public const string SelectedCurrency = "demo.user_context.selected_currency";
}
