namespace OtelShop.Bench.DashboardBench;

/// <summary>What happened to a page, in milliseconds since somebody asked for it.</summary>
internal sealed class Paint
{
    /// <summary>The whole answer has come.</summary>
    public double Answered { get; set; }

    /// <summary>Something is painted: text or a picture.</summary>
    public double First { get; set; }

    /// <summary>All rows are painted.</summary>
    public double Rows { get; set; }

    /// <summary>The page's scripts listen.</summary>
    public double Ready { get; set; }

    /// <summary>How large the document is.</summary>
    public int Elements { get; set; }
}
