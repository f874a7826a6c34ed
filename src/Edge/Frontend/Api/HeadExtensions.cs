namespace OtelShop.Frontends.Api;

internal static class HeadExtensions
{
    /// <summary>Lets every endpoint that answers GET answer HEAD too; Kestrel leaves the body out.</summary>
    public static TBuilder AnswerHead<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(endpoint =>
        {
            var methods = endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault()?.HttpMethods;
            if (methods?.Contains(HttpMethods.Get) == true && !methods.Contains(HttpMethods.Head))
            {
                endpoint.Metadata.Add(new HttpMethodMetadata([.. methods, HttpMethods.Head]));
            }
        });
        return endpoints;
    }
}
