using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Google.Protobuf.Reflection;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace OtelShop.Dashboard.Ingest.Json;

/// <summary>A message of OTLP and its fields.</summary>
internal sealed class JsonMessage
{
    private const int LongestName = 64;

    private static readonly FrozenDictionary<string, JsonMessage> All = Reach(
        TraceServiceReflection.Descriptor, LogsServiceReflection.Descriptor, MetricsServiceReflection.Descriptor);

    private JsonMessage(MessageDescriptor descriptor)
    {
        var choices = descriptor.Oneofs.Where(choice => !choice.IsSynthetic).ToList();
        var declared = descriptor.Fields.InDeclarationOrder();
        Fields =
        [
            .. declared.Select((field, index) =>
                new JsonField(field, index, field.RealContainingOneof is { } choice ? 1UL << (declared.Count + choices.IndexOf(choice)) : 0)),
        ];
    }

    public ImmutableArray<JsonField> Fields { get; }

    /// <exception cref="ArgumentException">It is no message of OTLP.</exception>
    public static JsonMessage Of(MessageDescriptor descriptor) =>
        All.GetValueOrDefault(descriptor.FullName) ?? throw new ArgumentException($"{descriptor.FullName} is no message of OTLP.", nameof(descriptor));

    /// <summary>The field that a reader's property is. Null when there is none.</summary>
    public JsonField? Find(ref Utf8JsonReader json)
    {
        if (!json.ValueIsEscaped)
            return Find(json.ValueSpan);
        if (json.ValueSpan.Length > LongestName)
            return null;
        Span<byte> name = stackalloc byte[LongestName];
        return Find(name[..json.CopyString(name)]);
    }

    private JsonField? Find(ReadOnlySpan<byte> name)
    {
        foreach (var field in Fields)
        {
            if (field.IsNamed(name))
                return field;
        }

        return null;
    }

    private static FrozenDictionary<string, JsonMessage> Reach(params FileDescriptor[] files)
    {
        var messages = new Dictionary<string, JsonMessage>();
        var open = new Stack<MessageDescriptor>(files.SelectMany(file => file.Dependencies.Append(file)).SelectMany(file => file.MessageTypes));
        while (open.TryPop(out var descriptor))
        {
            if (!messages.TryAdd(descriptor.FullName, new(descriptor)))
                continue;
            foreach (var field in descriptor.Fields.InDeclarationOrder().Where(field => field.FieldType == FieldType.Message))
                open.Push(field.MessageType);
        }

        return messages.ToFrozenDictionary();
    }
}
