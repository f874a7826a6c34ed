namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>How long a commit takes to production, by the tags of images: they begin with the commit's time in UTC.</summary>
internal static class DeliveryRules
{
    private const string Digits = "release:commit:digits";
    private const string Year = $"floor({Digits} / 1e10)";
    private const string Month = $"(floor({Digits} / 1e8) % 100)";
    private const string Day = $"(floor({Digits} / 1e6) % 100)";

    // Years begin in March, so that the leap day is their last.
    private const string MarchYear = $"({Year} - ({Month} <= bool 2))";
    private const string MarchMonth = $"(({Month} + 9) % 12)";

    public static RuleGroup? Of(MonitoredShop shop, RuleSpeed speed)
    {
        if (shop.Services.Count == 0)
            return null;
        var containers = string.Join('|', shop.Services.Select(service => service.Name));
        var pods = $"label_replace(\n  kube_pod_container_info{{container=~\"{containers}\",image=~\".+:[0-9]{{14}}-.+\"}}\n"
            + "  * on (namespace, pod) group_left () kube_pod_created, \"tag\", \"$1\", \"image\", \".*:(.*)\")";
        var tags = $"count by (namespace, tag) ({pods})";
        return new RuleGroup("delivery", RuleSpeed.Text(speed.Interval),
        [
            // PromQL reads numbers from one label only: the boundary of a bucket. All values lie in the one bucket that ends with the tag's digits.
            Rule.Recording(Digits, $"histogram_quantile(1,\n  label_replace({tags}, \"le\", \"$1\", \"tag\", \"([0-9]{{14}})-.*\")\n  or label_replace({tags}, \"le\", \"+Inf\", \"tag\", \".*\")\n)"),
            // Days of the Gregorian calendar since 1970-01-01, then the seconds of the day.
            Rule.Recording(
                Series.Committed,
                $"86400 * (\n  365 * {MarchYear} + floor({MarchYear} / 4) - floor({MarchYear} / 100) + floor({MarchYear} / 400)\n  + floor((153 * {MarchMonth} + 2) / 5) + {Day} - 719469\n)\n"
                + $"+ 3600 * (floor({Digits} / 1e4) % 100) + 60 * (floor({Digits} / 100) % 100) + {Digits} % 100"),
            Rule.Recording(Series.LeadTime, $"min by (namespace, tag) ({pods}) - on (namespace, tag) {Series.Committed}"),
        ]);
    }
}
