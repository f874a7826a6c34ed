using System.Collections;
using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;

namespace OtelShop.Testing.Telemetry;

/// <summary>Searches telemetry and console lines for card numbers, card codes, mail addresses and given texts, in every text that they contain.</summary>
public sealed partial class PersonalData
{
    private const int RememberedTexts = 100_000;
    private readonly IReadOnlyList<string> _codes;
    private readonly IReadOnlyList<string> _texts;
    private readonly Regex _code;
    private readonly ConcurrentDictionary<string, bool> _clean = new();
    private readonly ConcurrentDictionary<string, bool> _findings = new();
    private long _searched;

    /// <param name="codes">Card codes, found as words of their own and as numbers.</param>
    /// <param name="texts">Names and street addresses, found anywhere.</param>
    public PersonalData(IReadOnlyList<string> codes, IReadOnlyList<string> texts)
    {
        (_codes, _texts) = (codes, texts);
        _code = new Regex($@"(?<![\w.:@-]|:line )({string.Join('|', codes.Select(Regex.Escape))})(?![\w.:-])", RegexOptions.CultureInvariant);
    }

    /// <summary>What was found, one sentence each.</summary>
    public IReadOnlyCollection<string> Findings => [.. _findings.Keys.Order()];

    /// <summary>Number of texts that were searched.</summary>
    public long Searched => Interlocked.Read(ref _searched);

    /// <summary>Takes over what another search has found.</summary>
    public void Add(PersonalData other)
    {
        Interlocked.Add(ref _searched, other.Searched);
        foreach (var finding in other._findings.Keys)
            _findings.TryAdd(finding, true);
    }

    /// <summary>Searches every text and every attribute of a message of OTLP.</summary>
    public void Search(IMessage message)
    {
        if (message is KeyValue attribute)
            Search(attribute);
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            switch (field.Accessor.GetValue(message))
            {
                case string text:
                    Search($"{message.Descriptor.Name}.{field.Name}", text);
                    break;
                case IMessage inner:
                    Search(inner);
                    break;
                case IList list:
                    foreach (var item in list)
                        if (item is IMessage element)
                            Search(element);
                    break;
            }
        }
    }

    /// <summary>Searches a text.</summary>
    /// <param name="where">Where it stands.</param>
    /// <param name="text">The text.</param>
    public void Search(string where, string text)
    {
        Interlocked.Increment(ref _searched);
        if (text.Length < 3 || _clean.ContainsKey(text))
            return;
        var found = _findings.Count;
        if ((text.Contains('@') || text.Contains("%40")) && Address().Match(text) is { Success: true } address)
            Report(where, "the mail address", address.Value);
        foreach (Match number in Digits().Matches(text))
            if (IsCard(number.Value))
                Report(where, "the card number", number.Value);
        if (_codes.Count > 0 && _codes.Any(text.Contains) && _code.Match(text) is { Success: true } code)
            Report(where, "the card code", $"{code.Value} in {text}");
        foreach (var personal in _texts)
            if (text.Contains(personal, StringComparison.OrdinalIgnoreCase))
                Report(where, "the personal text", personal);
        if (_findings.Count == found && _clean.Count < RememberedTexts)
            _clean.TryAdd(text, true);
    }

    private void Search(KeyValue attribute)
    {
        if (attribute.Key.Contains("cvv", StringComparison.OrdinalIgnoreCase))
            Report(attribute.Key, "a card code", attribute.Value.ToString());
        // Counts, sizes and durations may have any value of three digits.
        if (attribute.Value?.ValueCase is AnyValue.ValueOneofCase.IntValue && NamesOfCodes().IsMatch(attribute.Key) && _codes.Contains($"{attribute.Value.IntValue}"))
            Report(attribute.Key, "the card code", $"{attribute.Value.IntValue}");
    }

    private void Report(string where, string what, string value) => _findings.TryAdd($"{where} has {what} {value[..Math.Min(value.Length, 200)]}.", true);

    // Luhn's check, as for any card.
    private static bool IsCard(string text)
    {
        var digits = text.Where(char.IsAsciiDigit).Select(digit => digit - '0').Reverse().ToList();
        return digits.Count is >= 13 and <= 19 && digits.Any(digit => digit != 0)
            && digits.Select((digit, at) => at % 2 == 0 ? digit : digit < 5 ? 2 * digit : (2 * digit) - 9).Sum() % 10 == 0;
    }

    [GeneratedRegex("^code$|card|payment", RegexOptions.CultureInvariant)]
    private static partial Regex NamesOfCodes();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+(@|%40)[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![\w-]|\w\.)\d(?:[ -]?\d){12,18}(?![\w-]|\.\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
