using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.ServiceDefaults;

/// <summary>Reads the JSON bodies of upstream's HTTP routes into the messages of the gRPC services.</summary>
public static class MessageRequestExtensions
{
    private const long LargestBody = 2 * 1024 * 1024;

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>
    /// Reads the body as the JSON form of a message. Field names may be snake_case or camelCase, unknown ones are passed over, and the content
    /// type does not matter.
    /// </summary>
    /// <typeparam name="TMessage">The message.</typeparam>
    /// <param name="request">The request; its body is read to the end, 2 MiB at most.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidRequestException">The body is not the JSON form of such a message.</exception>
    /// <exception cref="BadHttpRequestException">The body is too large.</exception>
    public static async Task<TMessage> ReadMessageAsync<TMessage>(this HttpRequest request, CancellationToken cancellationToken)
        where TMessage : IMessage, new()
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestBody;

        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var json = await reader.ReadToEndAsync(cancellationToken);
        try
        {
            return Parser.Parse<TMessage>(json);
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or InvalidJsonException)
        {
            throw new InvalidRequestException("body", "must be JSON with the fields of the request");
        }
    }
}
