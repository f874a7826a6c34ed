namespace OtelShop.Repository.Tests;

/// <summary>A rule that is judged file by file.</summary>
internal sealed record SourceRule(string Name, Func<SourceFile, IEnumerable<Finding>> Find)
{
    public Func<SourceFile, bool> AppliesTo { get; init; } = _ => true;

    public IEnumerable<Finding> Check(SourceFile file) => AppliesTo(file) ? Find(file) : [];

    public override string ToString() => Name;
}
