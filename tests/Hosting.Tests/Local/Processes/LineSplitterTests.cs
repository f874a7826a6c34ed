using Aspire.Hosting.Local.Processes;

namespace Aspire.Hosting.Tests.Local.Processes;

public sealed class LineSplitterTests
{
    private readonly List<string> _lines = [];
    private readonly LineSplitter _splitter;

    public LineSplitterTests() => _splitter = new LineSplitter(_lines.Add);

    [Fact]
    public void Lines_may_come_in_any_pieces_and_with_either_line_break()
    {
        _splitter.Append("on");
        _splitter.Append("e\r\ntw");
        _splitter.Append("o\n\nthree");
        _splitter.Complete();

        Assert.Equal(["one", "two", "", "three"], _lines);
    }

    [Fact]
    public void A_line_without_end_is_cut_and_nothing_of_it_is_lost()
    {
        _splitter.Append(new string('x', LineSplitter.MaxLength * 2 + 7));
        _splitter.Complete();

        Assert.Equal([LineSplitter.MaxLength, LineSplitter.MaxLength, 7], _lines.Select(line => line.Length));
    }

    [Fact]
    public void A_cut_never_goes_through_a_character()
    {
        _splitter.Append(new string('x', LineSplitter.MaxLength - 1) + "🔭");
        _splitter.Complete();

        Assert.Equal("🔭", _lines[1]);
    }
}
