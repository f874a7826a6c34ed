using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Grpc.AspNetCore.Server;

/// <summary>Answers gRPC calls to methods and services that nobody mapped with UNIMPLEMENTED. Other requests pass by.</summary>
internal sealed class UnknownMethods : IRouteConstraint
{
    private const string RouteParameter = "unimplementedMethod";

    public static void MapMethodsOf(IEndpointRouteBuilder endpoints, string service) => Map(endpoints, $"/{service}", "Method is unimplemented.");

    public static void MapServices(IEndpointRouteBuilder endpoints) => Map(endpoints, "/{unimplementedService}", "Service is unimplemented.");

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        httpContext is null || GrpcHeaders.IsGrpc(httpContext.Request.ContentType);

    private static void Map(IEndpointRouteBuilder endpoints, string prefix, string detail)
    {
        var pattern = RoutePatternFactory.Parse(
            $"{prefix}/{{{RouteParameter}}}",
            defaults: null,
            parameterPolicies: new RouteValueDictionary { [RouteParameter] = new UnknownMethods() });
        var endpoint = endpoints.Map(pattern, http => AnswerAsync(http, detail));
        endpoint.Add(builder =>
        {
            builder.DisplayName = $"gRPC - Unimplemented {prefix}";
            builder.Metadata.Add(new HttpMethodMetadata([HttpMethods.Post]));
        });
    }

    private static Task AnswerAsync(HttpContext http, string detail)
    {
        http.Response.ContentType = GrpcHeaders.ContentType;
        http.Response.Headers.GrpcStatus = ((int)StatusCode.Unimplemented).ToString();
        http.Response.Headers.GrpcMessage = detail;
        return Task.CompletedTask;
    }
}
