namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Picks edges which, turned around, leave a graph without circles.</summary>
internal static class CircleCutter
{
    /// <summary>Edges that lead back to a node on the way to themselves. Ways begin where nothing leads in, so an entrance stays leftmost.</summary>
    public static HashSet<(int From, int To)> Cut(int nodeCount, IReadOnlyCollection<(int From, int To)> edges)
    {
        var outgoing = edges.ToLookup(e => e.From, e => e.To);
        var incoming = new int[nodeCount];
        foreach (var (_, to) in edges)
            incoming[to]++;
        var state = new State[nodeCount];
        HashSet<(int, int)> backs = [];
        foreach (var start in Enumerable.Range(0, nodeCount).OrderBy(n => incoming[n] > 0).ThenByDescending(n => outgoing[n].Count()).ThenBy(n => n))
            Walk(start, outgoing, state, backs);
        return backs;
    }

    // With a stack of its own: a hostile trace may be a chain of any length.
    private static void Walk(int start, ILookup<int, int> outgoing, State[] state, HashSet<(int, int)> backs)
    {
        if (state[start] != State.New)
            return;
        Stack<(int Node, IEnumerator<int> Next)> way = [];
        Enter(start);
        while (way.TryPeek(out var top))
        {
            if (!top.Next.MoveNext())
            {
                state[top.Node] = State.Done;
                way.Pop();
            }
            else if (state[top.Next.Current] == State.OnTheWay)
            {
                backs.Add((top.Node, top.Next.Current));
            }
            else if (state[top.Next.Current] == State.New)
            {
                Enter(top.Next.Current);
            }
        }

        void Enter(int node)
        {
            state[node] = State.OnTheWay;
            way.Push((node, outgoing[node].GetEnumerator()));
        }
    }

    private enum State : byte
    {
        New,
        OnTheWay,
        Done,
    }
}
