namespace OtelShop.Repository.Tests;

/// <summary>One breach of one rule: where it is and what to do about it.</summary>
internal sealed record Finding(string File, int Line, string Advice)
{
    public override string ToString() => $"{File}:{Line} {Advice}";
}
