using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OtelShop.Dashboard.Security;

namespace OtelShop.Dashboard.Api;

/// <summary>Makes the OpenAPI document out of the routes and the <see cref="ApiOperation"/> of each.</summary>
internal static class ApiDocument
{
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    public static ApiOperation? OperationOf(ApiDescription route) => route.ActionDescriptor.EndpointMetadata.OfType<ApiOperation>().FirstOrDefault();

    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var known = OperationOf(context.Description)!;
        operation.OperationId = known.Id;
        operation.Summary = known.Summary;
        operation.Tags = new HashSet<OpenApiTagReference> { new("telemetry", context.Document) };
        operation.Parameters = [.. (operation.Parameters ?? []).Where(p => p.In == ParameterLocation.Path).Select(Path), .. known.Parameters.Select(Query)];
        operation.Responses = new()
        {
            ["200"] = new OpenApiResponse { Description = known.Data, Content = Content(known) },
            ["400"] = Problem("The query string is wrong; errors names every part of it that is."),
            ["401"] = Problem("Log in, or send the API key."),
        };
        if (known.CanMiss)
            operation.Responses["404"] = Problem("It is not kept.");
        return Task.CompletedTask;
    }

    public static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "Telemetry API of the dashboard",
            Version = "1.0.0",
            Description = "Traces, logs and metrics that the dashboard keeps, as OTLP JSON.",
            License = new() { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new() { Url = "/" }];
        document.Tags = new HashSet<OpenApiTag> { new() { Name = "telemetry", Description = "What the pages show, for programs." } };
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["apiKey"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = ApiKeyAuthentication.Header, Description = "One of the configured keys. A browser that is logged in needs none." },
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference("apiKey", document)] = [] }];
        return Task.CompletedTask;
    }

    private static IOpenApiParameter Path(IOpenApiParameter parameter) => new OpenApiParameter
    {
        Name = parameter.Name,
        In = ParameterLocation.Path,
        Required = true,
        Description = "32 hexadecimal digits.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9a-fA-F]{32}$" },
    };

    private static IOpenApiParameter Query(ApiParameter parameter)
    {
        var schema = new OpenApiSchema
        {
            Type = parameter.Type switch { "integer" => JsonSchemaType.Integer, "boolean" => JsonSchemaType.Boolean, _ => JsonSchemaType.String },
            Default = parameter.Default is { } standard ? Value(parameter.Type, standard) : null,
        };
        if (parameter.Values.Count > 0)
            schema.Enum = [.. parameter.Values.Select(v => (JsonNode)v)];
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Description,
            Explode = parameter.IsRepeatable,
            Style = ParameterStyle.Form,
            Schema = parameter.IsRepeatable ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema } : schema,
            Example = parameter.Example is not { } example ? null : parameter.IsRepeatable ? new JsonArray(example) : JsonValue.Create(example),
        };
    }

    private static JsonNode? Value(string type, string text) => type == "string" ? JsonValue.Create(text) : JsonNode.Parse(text);

    private static Dictionary<string, OpenApiMediaType> Content(ApiOperation operation)
    {
        var count = new OpenApiSchema { Type = JsonSchemaType.Integer };
        var content = new Dictionary<string, OpenApiMediaType>
        {
            [Json] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "data", "totalCount", "returnedCount" },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["data"] = new OpenApiSchema { Description = operation.Data },
                        ["totalCount"] = count,
                        ["returnedCount"] = count,
                    },
                },
            },
        };
        if (operation.CanFollow)
            content["application/x-ndjson"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "With follow: each line is one of these." } };
        return content;
    }

    private static OpenApiResponse Problem(string description) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ProblemJson] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
                        ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                        ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
                        ["errors"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
                    },
                },
            },
        },
    };
}
