using System.Text;

namespace OtelShop.Testing.Fuzz;

/// <summary>
/// Makes inputs from well-formed ones by random changes, so that they reach behind a parser's first check.
/// The same seed, corpus and tokens give the same inputs.
/// </summary>
public sealed class Mutator(int seed, IReadOnlyList<byte[]> corpus, IReadOnlyList<string> tokens)
{
    private const int MaximumLength = 64 * 1024;
    private const int MaximumChanges = 4;
    private readonly Random _random = new(seed);
    private readonly byte[][] _tokens = [.. tokens.Select(Encoding.Latin1.GetBytes)];

    /// <summary>At most 64 KiB, with one to four changes.</summary>
    public byte[] Next()
    {
        var input = new List<byte>(Any(corpus));
        for (var changes = _random.Next(MaximumChanges) + 1; changes > 0; changes--)
            Change(input);
        return input.Count > MaximumLength ? [.. input.Take(MaximumLength)] : [.. input];
    }

    private void Change(List<byte> input)
    {
        var at = _random.Next(input.Count + 1);
        var length = _random.Next(Math.Min(input.Count - at, 64) + 1);
        switch (_random.Next(8))
        {
            case 0 when at < input.Count:
                input[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when at < input.Count:
                input[at] = (byte)_random.Next(256);
                break;
            case 2:
                input.RemoveRange(at, length);
                break;
            case 3:
                input.InsertRange(at, input.GetRange(at, length));
                break;
            case 4:
                var other = Any(corpus);
                var start = _random.Next(other.Length + 1);
                input.InsertRange(at, other[start..]);
                break;
            case 5:
                input.RemoveRange(at, input.Count - at);
                break;
            case 6:
                var repeated = Any(_tokens);
                input.InsertRange(at, Enumerable.Repeat(repeated, 1 << _random.Next(12)).SelectMany(token => token).Take(MaximumLength));
                break;
            default:
                input.RemoveRange(at, length);
                input.InsertRange(at, Any(_tokens));
                break;
        }
    }

    private byte[] Any(IReadOnlyList<byte[]> items) => items[_random.Next(items.Count)];
}
