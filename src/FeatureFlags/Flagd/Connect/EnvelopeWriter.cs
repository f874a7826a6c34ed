using Grpc.Core;

namespace OtelShop.Flagd.Connect;

/// <summary>Writes the messages of a stream in envelopes.</summary>
internal sealed class EnvelopeWriter<T>(HttpContext http, MessageFormat format) : IServerStreamWriter<T>
    where T : class
{
    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message) => http.Response.BodyWriter.WriteEnvelopeAsync(Envelope.Message, format.Write(message), http.RequestAborted);
}
