using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A default made of random characters.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    // None of them needs quoting in a connection string, a shell or YAML, and none looks like another.
    private const string LowerCase = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperCase = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Specials = "-_.{}~()*+!";

    /// <summary>Least number of characters. Default 0.</summary>
    public int MinLength { get; set; }

    /// <summary>Whether there are lower-case letters. Default yes.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Whether there are upper-case letters. Default yes.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Whether there are digits. Default yes.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Whether there are other characters. Default yes.</summary>
    public bool Special { get; set; } = true;

    /// <summary>Least number of lower-case letters. Default 0.</summary>
    public int MinLower { get; set; }

    /// <summary>Least number of upper-case letters. Default 0.</summary>
    public int MinUpper { get; set; }

    /// <summary>Least number of digits. Default 0.</summary>
    public int MinNumeric { get; set; }

    /// <summary>Least number of other characters. Default 0.</summary>
    public int MinSpecial { get; set; }

    /// <summary>A new value each time.</summary>
    /// <exception cref="ArgumentException">No kind of character is allowed.</exception>
    public override string GetDefaultValue()
    {
        (bool Allowed, int Least, string Characters)[] kinds =
            [(Lower, MinLower, LowerCase), (Upper, MinUpper, UpperCase), (Numeric, MinNumeric, Digits), (Special, MinSpecial, Specials)];
        var allowed = string.Concat(kinds.Where(k => k.Allowed).Select(k => k.Characters));
        if (allowed.Length == 0)
            throw new ArgumentException("A generated value needs at least one kind of character.");
        var characters = new List<char>();
        foreach (var (_, least, set) in kinds.Where(k => k.Allowed))
            characters.AddRange(RandomNumberGenerator.GetItems<char>(set, least));
        if (characters.Count < MinLength)
            characters.AddRange(RandomNumberGenerator.GetItems<char>(allowed, MinLength - characters.Count));
        var value = characters.ToArray();
        RandomNumberGenerator.Shuffle<char>(value);
        return new string(value);
    }
}
