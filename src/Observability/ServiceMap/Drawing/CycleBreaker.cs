namespace OtelShop.ServiceMap.Drawing;

/// <summary>Picks edges which, reversed, leave a graph without cycles.</summary>
internal static class CycleBreaker
{
    /// <summary>Back edges of a depth-first search that starts at nodes without callers, so that an entrance stays leftmost.</summary>
    public static HashSet<(int From, int To)> Break(int nodeCount, IReadOnlyCollection<(int From, int To)> edges)
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

    // An explicit stack: a chain of nodes may be of any length.
    private static void Walk(int start, ILookup<int, int> outgoing, State[] state, HashSet<(int, int)> backs)
    {
        if (state[start] != State.New)
            return;
        Stack<(int Node, IEnumerator<int> Next)> path = [];
        Enter(start);
        while (path.TryPeek(out var top))
        {
            if (!top.Next.MoveNext())
            {
                state[top.Node] = State.Done;
                path.Pop();
            }
            else if (state[top.Next.Current] == State.OnPath)
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
            state[node] = State.OnPath;
            path.Push((node, outgoing[node].GetEnumerator()));
        }
    }

    private enum State : byte
    {
        New,
        OnPath,
        Done,
    }
}
