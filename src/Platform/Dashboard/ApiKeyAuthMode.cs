namespace OtelShop.Dashboard;

internal enum ApiKeyAuthMode
{
    Unsecured,
    ApiKey,
}
