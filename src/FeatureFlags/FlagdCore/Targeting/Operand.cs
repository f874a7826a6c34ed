using System.Globalization;

namespace OtelShop.FlagdCore.Targeting;

/// <summary>A value in a rule. A struct, so that booleans and numbers pass through a rule without being boxed.</summary>
internal readonly struct Operand
{
    private readonly object? _reference;
    private readonly double _number;

    private Operand(OperandKind kind, object? reference, double number)
    {
        Kind = kind;
        _reference = reference;
        _number = number;
    }

    public static Operand Null => default;

    public static Operand True => new(OperandKind.Boolean, null, 1);

    public static Operand False => new(OperandKind.Boolean, null, 0);

    public OperandKind Kind { get; }

    public bool IsNull => Kind == OperandKind.Null;

    public bool IsText => Kind == OperandKind.Text;

    public bool IsList => Kind == OperandKind.List;

    public bool IsNumber => Kind == OperandKind.Number;

    /// <summary>Whether this is the whole evaluation context, in which <c>$flagd</c> can be found too.</summary>
    public bool IsContext => Kind == OperandKind.Map && _number != 0;

    public string Text => (string)_reference!;

    public double Number => _number;

    public static Operand Of(bool value) => new(OperandKind.Boolean, null, value ? 1 : 0);

    public static Operand Of(double value) => new(OperandKind.Number, null, value);

    public static Operand Of(string value) => new(OperandKind.Text, value, 0);

    public static Operand Of(Operand[] list) => new(OperandKind.List, list, 0);

    public static Operand Of(Accumulation scope) => new(OperandKind.Map, scope, 0);

    public static Operand OfContext(IReadOnlyDictionary<string, object?> context) => new(OperandKind.Map, context, 1);

    public static Operand From(object? value) => value switch
    {
        null => Null,
        string text => Of(text),
        bool boolean => Of(boolean),
        double number => Of(number),
        int number => Of(number),
        long number => Of(number),
        IReadOnlyDictionary<string, object?> map => new Operand(OperandKind.Map, map, 0),
        IReadOnlyList<object?> list => new Operand(OperandKind.List, list, 0),
        float or decimal or short or ushort or uint or ulong or byte or sbyte => Of(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        DateTime time => Of(time.ToString("O", CultureInfo.InvariantCulture)),
        _ => Of(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    /// <summary>Entries of a list or of a map; 0 for anything else.</summary>
    public int Count => _reference switch
    {
        Operand[] list => list.Length,
        IReadOnlyList<object?> list => list.Count,
        IReadOnlyDictionary<string, object?> map => map.Count,
        Accumulation => 2,
        _ => 0,
    };

    /// <summary>An item of a list.</summary>
    public Operand this[int index] => _reference is Operand[] list ? list[index] : From(((IReadOnlyList<object?>)_reference!)[index]);

    /// <summary>What a condition takes this for. Empty text, lists and maps do not hold.</summary>
    public bool Holds => Kind switch
    {
        OperandKind.Null => false,
        OperandKind.Boolean => _number != 0,
        OperandKind.Number => _number != 0 && !double.IsNaN(_number),
        OperandKind.Text => Text.Length > 0,
        _ => IsContext || Count > 0,
    };

    /// <summary>An entry of a map, or an item of a list by its index in decimal digits.</summary>
    public bool TryGetMember(string name, out Operand member)
    {
        member = Null;
        switch (_reference)
        {
            case IReadOnlyDictionary<string, object?> map when Kind == OperandKind.Map:
                if (!map.TryGetValue(name, out var value))
                    return false;
                member = From(value);
                return true;
            case Accumulation scope:
                return scope.TryGetMember(name, out member);
            default:
                if (!IsList || !TryParseIndex(name, out var index) || index >= Count)
                    return false;
                member = this[index];
                return true;
        }
    }

    /// <summary>The value as JavaScript converts it to a number: NaN when it is text that is none.</summary>
    public double ToNumber() => Kind switch
    {
        OperandKind.Null => 0,
        OperandKind.Boolean or OperandKind.Number => _number,
        OperandKind.Text => JsNumber.Parse(Text),
        _ => double.NaN,
    };

    /// <summary>Equal without conversion: same kind, same value; lists and maps only when they are the same one.</summary>
    public bool IsIdenticalTo(in Operand other) => Kind == other.Kind && Kind switch
    {
        OperandKind.Null => true,
        OperandKind.Boolean or OperandKind.Number => _number == other._number,
        OperandKind.Text => string.Equals(Text, other.Text),
        _ => ReferenceEquals(_reference, other._reference),
    };

    private static bool TryParseIndex(string name, out int index) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out index) && (name.Length == 1 || name[0] != '0');
}
