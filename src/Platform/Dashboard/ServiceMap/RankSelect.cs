namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Finds the value of a rank without sorting all others: three percentiles of many latencies are wanted, not their order.</summary>
internal static class RankSelect
{
    /// <summary>Moves values until that of the rank is in its place, with none above it before it and none below it behind it (Hoare's FIND).</summary>
    public static void MoveTo(Span<long> values, int rank)
    {
        var (left, right) = (0, values.Length - 1);
        while (left < right)
        {
            // The middle one of three: sorted and equal values are not its worst case.
            var (a, b, c) = (values[left], values[left + ((right - left) / 2)], values[right]);
            var pivot = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
            var (i, j) = (left, right);
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;
                while (values[j] > pivot)
                    j--;
                if (i > j)
                    break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }

            if (rank <= j)
                right = j;
            else if (rank >= i)
                left = i;
            else
                return;
        }
    }
}
