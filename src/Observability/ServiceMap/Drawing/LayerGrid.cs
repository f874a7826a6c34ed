namespace OtelShop.ServiceMap.Drawing;

/// <summary>Columns of places. A place is a node, or where a long edge passes a column.</summary>
internal sealed class LayerGrid
{
    private const int Sweeps = 12;

    private readonly int[] _layers;
    private readonly int[] _rows;
    private readonly List<List<int>> _chains = [];
    private readonly List<List<int>> _columns = [];
    private readonly List<List<int>> _left = [];
    private readonly List<List<int>> _right = [];

    /// <param name="nodeCount">Nodes are places 0 to this.</param>
    /// <param name="edges">Without cycles.</param>
    public LayerGrid(int nodeCount, IReadOnlyList<(int From, int To)> edges)
    {
        var layers = LongestPaths(nodeCount, edges).ToList();
        foreach (var (from, to) in edges)
        {
            List<int> chain = [from];
            for (var layer = layers[from] + 1; layer < layers[to]; layer++)
            {
                chain.Add(layers.Count);
                layers.Add(layer);
            }

            chain.Add(to);
            _chains.Add(chain);
        }

        _layers = [.. layers];
        _rows = new int[layers.Count];
        for (var place = 0; place < layers.Count; place++)
        {
            _left.Add([]);
            _right.Add([]);
            while (_columns.Count <= layers[place])
                _columns.Add([]);
            _rows[place] = _columns[layers[place]].Count;
            _columns[layers[place]].Add(place);
        }

        foreach (var chain in _chains)
        {
            for (var i = 1; i < chain.Count; i++)
            {
                _right[chain[i - 1]].Add(chain[i]);
                _left[chain[i]].Add(chain[i - 1]);
            }
        }
    }

    public int PlaceCount => _layers.Length;

    public int LayerCount => _columns.Count;

    public int LayerOf(int place) => _layers[place];

    /// <summary>Places of a column from top to bottom.</summary>
    public IReadOnlyList<int> Column(int layer) => _columns[layer];

    /// <summary>Places that an edge joins, by its position among the edges.</summary>
    public IReadOnlyList<int> ChainOf(int edge) => _chains[edge];

    public IReadOnlyList<int> LeftOf(int place) => _left[place];

    public IReadOnlyList<int> RightOf(int place) => _right[place];

    /// <summary>Moves each place between its neighbours, from left to right and back, and keeps the order with the fewest crossings.</summary>
    public void Sort()
    {
        var best = Snapshot();
        var fewest = Crossings();
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            if (sweep % 2 == 0)
            {
                for (var layer = 1; layer < LayerCount; layer++)
                    SortColumn(layer, _left);
            }
            else
            {
                for (var layer = LayerCount - 2; layer >= 0; layer--)
                    SortColumn(layer, _right);
            }

            var crossings = Crossings();
            if (crossings >= fewest)
                continue;
            (fewest, best) = (crossings, Snapshot());
        }

        Restore(best);
    }

    /// <summary>How often edges cross.</summary>
    public long Crossings()
    {
        long count = 0;
        foreach (var column in _columns)
        {
            var ends = column.SelectMany(p => _right[p].Select(r => _rows[r]).Order()).ToArray();
            for (var i = 0; i < ends.Length; i++)
            {
                for (var j = i + 1; j < ends.Length; j++)
                    count += ends[j] < ends[i] ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>For each node the number of edges of the longest path to it.</summary>
    private static int[] LongestPaths(int nodeCount, IReadOnlyList<(int From, int To)> edges)
    {
        var outgoing = edges.ToLookup(e => e.From, e => e.To);
        var open = new int[nodeCount];
        foreach (var (_, to) in edges)
            open[to]++;
        var layers = new int[nodeCount];
        var ready = new Queue<int>(Enumerable.Range(0, nodeCount).Where(n => open[n] == 0));
        while (ready.TryDequeue(out var node))
        {
            foreach (var next in outgoing[node])
            {
                layers[next] = Math.Max(layers[next], layers[node] + 1);
                if (--open[next] == 0)
                    ready.Enqueue(next);
            }
        }

        return layers;
    }

    private void SortColumn(int layer, List<List<int>> neighbours)
    {
        var sorted = _columns[layer].Select(p => (Place: p, Weight: neighbours[p].Count == 0 ? _rows[p] : neighbours[p].Average(n => _rows[n])))
            .OrderBy(p => p.Weight).ThenBy(p => _rows[p.Place]).Select(p => p.Place).ToList();
        _columns[layer] = sorted;
        for (var row = 0; row < sorted.Count; row++)
            _rows[sorted[row]] = row;
    }

    private List<int>[] Snapshot() => [.. _columns.Select(c => c.ToList())];

    private void Restore(List<int>[] columns)
    {
        for (var layer = 0; layer < columns.Length; layer++)
        {
            _columns[layer] = columns[layer];
            for (var row = 0; row < columns[layer].Count; row++)
                _rows[columns[layer][row]] = row;
        }
    }
}
