using OpenTelemetry;
using OpenTelemetry.Logs;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>
/// Makes exported log records follow OpenTelemetry's conventions: the shop's records are events with named attributes, without the message template;
/// those of frameworks are plain records with a message, because their names and attributes follow no convention.
/// </summary>
internal sealed class LogConventions : BaseProcessor<LogRecord>
{
    private const string Template = "{OriginalFormat}";

    public override void OnEnd(LogRecord data)
    {
        if (!IsEvent(data.EventId.Name))
        {
            data.EventId = default;
            data.Attributes = null;
        }
        else if (data.Attributes is [.., { Key: Template }] attributes)
        {
            var named = new List<KeyValuePair<string, object?>>(attributes.Count - 1);
            for (var index = 0; index < attributes.Count - 1; index++)
            {
                // What has no value is left out: null has no type.
                if (attributes[index].Value is not null)
                    named.Add(attributes[index]);
            }

            data.Attributes = named;
        }
    }

    /// <summary>Whether a name is that of an event, such as <c>checkout.order.placed</c>. Names of frameworks begin with a capital letter.</summary>
    public static bool IsEvent(string? name) => name is [>= 'a' and <= 'z', ..];
}
