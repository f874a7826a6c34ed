namespace OtelShop.Terraform.Tests;

/// <summary>The policy over the plan of each configuration.</summary>
public sealed class PolicyTests(Workspace workspace)
{
    [Theory, MemberData(nameof(Workspace.EachConfiguration), MemberType = typeof(Workspace))]
    public Task Address_ranges_lie_inside_of_their_network_and_do_not_overlap(string folder) => HoldsAsync(folder, AddressCheck.Check);

    [Theory, MemberData(nameof(Workspace.EachConfiguration), MemberType = typeof(Workspace))]
    public Task Nothing_is_open_to_the_internet_or_speaks_old_TLS(string folder) => HoldsAsync(folder, ExposureCheck.Check);

    [Theory, MemberData(nameof(Workspace.EachConfiguration), MemberType = typeof(Workspace))]
    public Task Subnets_are_guarded_and_delegated_to_their_service(string folder) => HoldsAsync(folder, SubnetCheck.Check);

    // The state exists before any network: the configuration shared makes its endpoint.
    [Theory]
    [InlineData("environments/dev")]
    [InlineData("environments/staging")]
    [InlineData("environments/prod")]
    [InlineData("shared")]
    public Task Private_endpoints_have_their_zones(string folder) => HoldsAsync(folder, PrivateLinkCheck.Check);

    [Theory, MemberData(nameof(Workspace.EachConfiguration), MemberType = typeof(Workspace))]
    public Task Roles_are_narrow_and_for_one_resource(string folder) => HoldsAsync(folder, RoleCheck.Check);

    [Theory, MemberData(nameof(Workspace.EachConfiguration), MemberType = typeof(Workspace))]
    public Task Everything_that_takes_tags_has_them(string folder) => HoldsAsync(folder, plan => TagCheck.Check(plan, folder.Split('/')[^1]));

    [Theory, MemberData(nameof(Workspace.EachConfiguration), MemberType = typeof(Workspace))]
    public Task What_has_logs_sends_them(string folder) => HoldsAsync(folder, DiagnosticCheck.Check);

    [Theory, MemberData(nameof(Workspace.EachConfiguration), MemberType = typeof(Workspace))]
    public Task Azure_accepts_the_names_and_values(string folder) => HoldsAsync(folder, ValueCheck.Check);

    [Theory, MemberData(nameof(Workspace.EachConfiguration), MemberType = typeof(Workspace))]
    public Task Arguments_do_not_exclude_each_other(string folder) => HoldsAsync(folder, ConflictCheck.Check);

    [Theory]
    [InlineData("environments/dev", false)]
    [InlineData("environments/staging", true)]
    [InlineData("environments/prod", true)]
    public Task Zones_are_those_of_the_environment(string folder, bool several) => HoldsAsync(folder, plan => ZoneCheck.Check(plan, several));

    private async Task HoldsAsync(string folder, Func<Plan, IEnumerable<string>> check) => FindingAssert.None(check(await workspace.PlanAsync(folder)));
}
