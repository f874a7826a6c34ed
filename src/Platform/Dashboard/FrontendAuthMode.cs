namespace OtelShop.Dashboard;

internal enum FrontendAuthMode
{
    BrowserToken,
    Unsecured,
}
