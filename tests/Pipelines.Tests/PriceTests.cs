using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests;

/// <summary>The figures of docs/azure.md are prices times sizes, and the sizes are those of Terraform.</summary>
public sealed partial class PriceTests
{
    private static readonly JsonElement Table = JsonDocument.Parse(Checkout.Read("deploy", "prices.json")).RootElement;
    private static readonly string[] Columns = ["dev", "staging", "prod", "shared"];

    // Rows of the page, with the items that they sum up.
    private static readonly Dictionary<string, string[]> Rows = new(StringComparer.Ordinal)
    {
        ["Nodes"] = ["Standard_", "node disk"],
        ["Control plane"] = ["AKS "],
        ["PostgreSQL"] = ["B_Standard", "GP_Standard", "database storage"],
        ["Redis"] = ["Redis "],
        ["Event Hubs"] = ["Event Hubs "],
        ["Private endpoints"] = ["private endpoint"],
        ["Load balancing"] = ["load balancer", "public IP", "gateway for containers", "WAF_v2"],
        ["Front Door"] = ["Front Door "],
        ["Firewall, NAT gateway"] = ["Azure Firewall", "NAT gateway"],
        ["Logs"] = ["logs GB"],
        ["Registry"] = ["registry "],
    };

    public static TheoryData<string> EachStage => ["dev", "staging", "prod"];

    [Fact]
    public void Each_row_of_the_page_is_prices_times_sizes() => Findings.None(
        from row in Rows
        let costs = from column in Columns
                    select Whole(Items(column).Where(item => row.Value.Any(start => item.Name.StartsWith(start, StringComparison.Ordinal))).Sum(item => item.Cost))
        let expected = $"| {row.Key} | {string.Join(" | ", costs)} |"
        where !Checkout.Read("docs", "azure.md").Contains(expected, StringComparison.Ordinal)
        select expected);

    [Fact]
    public void The_sums_of_the_page_are_prices_times_sizes() => Assert.Contains(
        $"| **Sum** | {string.Join(" | ", Columns.Select(column => $"**{Whole(Items(column).Sum(item => item.Cost))}**"))} |", Checkout.Read("docs", "azure.md"), StringComparison.Ordinal);

    [Theory, InlineData("environments/dev"), InlineData("environments/staging"), InlineData("environments/prod"), InlineData("shared")]
    public void The_region_is_where_Terraform_puts_the_stages(string configuration) =>
        Assert.Equal(Table.GetProperty("region").GetString(), Location().Match(Checkout.Read("deploy", "terraform", configuration, "variables.tf")).Groups[1].Value);

    [Fact]
    public void What_has_the_price_of_another_region_is_a_row_of_the_page() => Assert.Contains(
        $"| At prices of East US | {string.Join(" | ", Columns.Select(column => Whole(Items(column).Where(item => RegionOf(item.Name) == "eastus").Sum(item => item.Cost))))} |", Checkout.Read("docs", "azure.md"), StringComparison.Ordinal);

    [Fact]
    public void Nodes_have_the_prices_of_the_region() => Assert.All(
        Columns.SelectMany(Items).Where(item => item.Name.StartsWith("Standard_", StringComparison.Ordinal)), item => Assert.Equal(Table.GetProperty("region").GetString(), RegionOf(item.Name)));

    [Fact]
    public void Every_item_is_in_one_row() => Findings.None(
        from column in Columns
        from item in Items(column)
        where Rows.Values.Count(starts => starts.Any(start => item.Name.StartsWith(start, StringComparison.Ordinal))) != 1
        select item.Name);

    [Theory, MemberData(nameof(EachStage))]
    public void A_month_stays_within_the_budget_that_Terraform_sets(string stage)
    {
        var budget = int.Parse(Budget().Match(Terraform(stage)).Groups[1].Value, CultureInfo.InvariantCulture);

        Assert.InRange(Items(stage).Sum(item => item.Cost), budget * 0.7m, budget);
        Assert.Matches($@"\| Budget, with alerts \|.* {budget} ", Checkout.Read("docs", "azure.md"));
    }

    [Theory, MemberData(nameof(EachStage))]
    public void Nodes_are_the_minimum_of_Terraforms_regular_pools(string stage)
    {
        var pools = Pool().Matches(Terraform(stage)).Where(pool => pool.Groups["name"].Value is "system" or "user")
            .Select(pool => (Size: pool.Groups["size"].Value, Minimum: int.Parse(pool.Groups["min"].Value, CultureInfo.InvariantCulture))).ToList();

        Assert.Equal(pools.Sum(pool => pool.Minimum), Items(stage).Single(item => item.Name == pools[0].Size).Quantity);
    }

    [Theory, MemberData(nameof(EachStage))]
    public void The_database_is_Terraforms(string stage)
    {
        var database = Database().Match(Terraform(stage));
        var servers = database.Groups["standby"].Value == "true" ? 2 : 1;

        Assert.Equal(servers, Items(stage).Single(item => item.Name == database.Groups["sku"].Value).Quantity);
        Assert.Equal(servers * int.Parse(database.Groups["storage"].Value, CultureInfo.InvariantCulture) / 1024, Items(stage).Single(item => item.Name == "database storage GB").Quantity);
    }

    [Theory, MemberData(nameof(EachStage))]
    public void Throughput_units_are_Terraforms(string stage) => Assert.Equal(
        int.Parse(Throughput().Match(Terraform(stage)).Groups[1].Value, CultureInfo.InvariantCulture), Items(stage).Single(item => item.Name == "Event Hubs throughput unit").Quantity);

    [Fact]
    public void The_estimate_of_the_founding_documents_is_385_and_the_budget_of_dev()
    {
        Assert.Equal(385, Table.GetProperty("seedEstimate").EnumerateObject().Sum(item => item.Value.GetInt32()));
        Assert.Equal("385", Budget().Match(Terraform("dev")).Groups[1].Value);
    }

    [Fact]
    public void Front_Door_costs_what_the_founding_documents_say() =>
        Assert.Equal((35m, 330m, 0.01m), (Price("Front Door Standard"), Price("Front Door Premium"), Price("Front Door 10,000 requests")));

    [Fact]
    public void Every_price_says_what_speaks_for_it() => Findings.None(
        from price in Table.GetProperty("prices").EnumerateObject()
        where !price.Value.TryGetProperty("evidence", out var evidence) || evidence.GetString() is not { Length: > 0 }
        select price.Name);

    private static IEnumerable<(string Name, int Quantity, decimal Cost)> Items(string column) =>
        from item in Table.GetProperty("sizes").GetProperty(column).EnumerateObject()
        select (item.Name, item.Value.GetInt32(), item.Value.GetInt32() * Price(item.Name));

    private static decimal Price(string name)
    {
        var price = Table.GetProperty("prices").GetProperty(name);
        return price.TryGetProperty("month", out var month) ? month.GetDecimal() : price.GetProperty("hour").GetDecimal() * Table.GetProperty("hoursPerMonth").GetInt32();
    }

    private static string? RegionOf(string name) => (Table.GetProperty("prices").GetProperty(name).TryGetProperty("region", out var own) ? own : Table.GetProperty("region")).GetString();

    private static string Whole(decimal cost) => cost == 0 ? "–" : Math.Round(cost).ToString(CultureInfo.InvariantCulture);

    private static string Terraform(string stage) => Checkout.Read("deploy", "terraform", "environments", stage, "main.tf");

    [GeneratedRegex("""variable "location" \{[^}]*default\s+= "(\w+)" *\n""")]
    private static partial Regex Location();

    [GeneratedRegex(@"monthly_amount = (\d+)")]
    private static partial Regex Budget();

    [GeneratedRegex("""(?<name>\w+) += \{ vm_size = "(?<size>\w+)", min = (?<min>\d+)""")]
    private static partial Regex Pool();

    [GeneratedRegex("""postgres = \{ sku_name = "(?<sku>\w+)", storage_mb = (?<storage>\d+), high_availability = (?<standby>\w+)""")]
    private static partial Regex Database();

    [GeneratedRegex(@"throughput_units = (\d+)")]
    private static partial Regex Throughput();
}
