namespace Aspire.Hosting.ApplicationModel;

/// <summary>How servers that speak Redis are addressed.</summary>
internal static class RedisExpressions
{
    public static ReferenceExpression ConnectionString(EndpointReference endpoint, ParameterResource? password)
    {
        var builder = new ReferenceExpressionBuilder();
        builder.Append($"{endpoint.Property(EndpointProperty.HostAndPort)}");
        if (password is not null)
            builder.Append($",password={password}");
        return builder.Build();
    }

    public static ReferenceExpression Uri(EndpointReference endpoint, ParameterResource? password, string scheme = "redis")
    {
        var builder = new ReferenceExpressionBuilder();
        builder.Append($"{scheme}://");
        if (password is not null)
            builder.Append($":{password:uri}@");
        builder.Append($"{endpoint.Property(EndpointProperty.HostAndPort)}");
        return builder.Build();
    }

    public static IEnumerable<KeyValuePair<string, ReferenceExpression>> Properties(
        EndpointReference endpoint, ParameterResource? password, string scheme = "redis")
    {
        yield return new("Host", ReferenceExpression.Create($"{endpoint.Property(EndpointProperty.Host)}"));
        yield return new("Port", ReferenceExpression.Create($"{endpoint.Property(EndpointProperty.Port)}"));
        if (password is not null)
            yield return new("Password", ReferenceExpression.Create($"{password}"));
        yield return new("Uri", Uri(endpoint, password, scheme));
    }
}
