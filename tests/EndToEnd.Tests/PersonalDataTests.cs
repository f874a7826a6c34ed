using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;

namespace OtelShop.EndToEnd.Tests;

/// <summary>The search of <see cref="PrivacyTests"/> finds what it is for.</summary>
public sealed class PersonalDataTests
{
    private readonly PersonalData _personal = new(["672"], ["Observatory Road"]);

    [Theory]
    [InlineData("4432-8015-6152-0454")]
    [InlineData("card 4432801561520454 declined")]
    [InlineData("Card 4432801561520454.")]
    [InlineData("?email=shopper%40example.com")]
    [InlineData("550 <shopper@example.com> is unknown")]
    [InlineData("the code 672 is wrong")]
    [InlineData("1 observatory road")]
    public void Personal_data_is_found_in_every_text_of_a_span(string text)
    {
        foreach (var spoil in new Action<OpenTelemetry.Proto.Trace.V1.Span>[]
        {
            span => span.Name = text,
            span => span.Status = new() { Message = text },
            span => span.Attributes.Add(Attribute(text)),
            span => span.Events.Add(new OpenTelemetry.Proto.Trace.V1.Span.Types.Event { Attributes = { Attribute(text) } }),
            span => span.TraceState = text,
        })
        {
            var personal = new PersonalData(["672"], ["Observatory Road"]);
            var span = new OpenTelemetry.Proto.Trace.V1.Span();
            spoil(span);
            personal.Search(new ExportTraceServiceRequest { ResourceSpans = { new OpenTelemetry.Proto.Trace.V1.ResourceSpans { ScopeSpans = { new OpenTelemetry.Proto.Trace.V1.ScopeSpans { Spans = { span } } } } } });

            Assert.Single(personal.Findings);
        }
    }

    [Fact]
    public void A_card_code_is_found_as_a_number_and_by_its_name()
    {
        _personal.Search(new ExportLogsServiceRequest { ResourceLogs = { new OpenTelemetry.Proto.Logs.V1.ResourceLogs { Resource = new()
        {
            Attributes = { new KeyValue { Key = "code", Value = new AnyValue { IntValue = 672 } }, new KeyValue { Key = "demo.payment.card_cvv", Value = new AnyValue { IntValue = 1 } } },
        } } } });

        Assert.Equal(2, _personal.Findings.Count);
    }

    [Theory]
    [InlineData("****-****-****-0454")]
    [InlineData("01a1fcd6-84f7-703a-9913-ca0793427247")]
    [InlineData("17.672")]
    [InlineData("at OtelShop.Carts.CartService.GetCart() in /src/CartService.cs:line 672")]
    [InlineData("2026-11-29T16:05:01.672Z info ad.ads.chosen: Ads chosen: 2")]
    [InlineData("/node_modules/@opentelemetry/api/1.9.0")]
    [InlineData("orders[0]@672")]
    public void Other_texts_are_clean(string text)
    {
        _personal.Search("line", text);

        Assert.Empty(_personal.Findings);
    }

    private static KeyValue Attribute(string text) => new() { Key = "any", Value = new AnyValue { ArrayValue = new ArrayValue { Values = { new AnyValue { StringValue = text } } } } };
}
