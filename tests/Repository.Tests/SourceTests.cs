using OtelShop.Repository.Tests.Rules;

namespace OtelShop.Repository.Tests;

/// <summary>The rules that are judged file by file. RuleTests shows that each of them can fail.</summary>
public sealed class SourceTests
{
    [Fact]
    public void A_file_has_at_most_350_lines() => RuleAssert.Holds(SizeRules.FileLength);

    [Fact]
    public void Program_of_a_service_has_at_most_30_lines() => RuleAssert.Holds(SizeRules.ProgramLength);

    [Fact]
    public void A_body_has_at_most_60_lines() => RuleAssert.Holds(SizeRules.BodyLength);

    [Fact]
    public void A_constructor_takes_at_most_6_parameters() => RuleAssert.Holds(SizeRules.ConstructorLength);

    [Fact]
    public void Types_are_named_for_what_they_are() => RuleAssert.Holds(ShapeRules.TypesAreNouns);

    [Fact]
    public void Nothing_static_can_change() => RuleAssert.Holds(ShapeRules.NoMutableStatics);

    [Fact]
    public void Logs_name_values_instead_of_dumping_objects() => RuleAssert.Holds(CallRules.LogNamedValues);

    [Fact]
    public void RpcException_is_created_at_the_boundary_only() => RuleAssert.Holds(CallRules.RpcExceptionAtTheBoundary);

    [Fact]
    public void Settings_are_read_through_options_only() => RuleAssert.Holds(CallRules.SettingsThroughOptions);

    [Fact]
    public void Options_are_validated_on_start() => RuleAssert.Holds(CallRules.OptionsAreValidatedOnStart);

    [Fact]
    public void The_AppHost_has_no_branch_loop_or_address() => RuleAssert.Holds(CallRules.AppHostIsAPicture);

    [Fact]
    public void No_file_has_regions() => RuleAssert.Holds(CommentRules.NoRegions);

    [Fact]
    public void No_comment_leaves_work_open() => RuleAssert.Holds(CommentRules.NoOpenEnds);

    [Fact]
    public void No_file_has_a_licence_header() => RuleAssert.Holds(CommentRules.NoLicenceHeaders);

    [Fact]
    public void No_comment_keeps_old_code() => RuleAssert.Holds(CommentRules.NoCodeInComments);

    [Fact]
    public void Tests_are_named_by_sentences() => RuleAssert.Holds(TestRules.TestNamesAreSentences);
}
