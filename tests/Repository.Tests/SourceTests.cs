using OtelShop.Repository.Tests.Rules;

namespace OtelShop.Repository.Tests;

/// <summary>The rules that are judged file by file. RuleTests shows that each of them can fail.</summary>
public sealed class SourceTests
{
    [Fact]
    public void A_file_has_at_most_350_lines() => House.Obeys(SizeRules.FileLength);

    [Fact]
    public void Program_of_a_service_has_at_most_25_lines() => House.Obeys(SizeRules.ProgramLength);

    [Fact]
    public void A_body_has_at_most_60_lines() => House.Obeys(SizeRules.BodyLength);

    [Fact]
    public void A_constructor_takes_at_most_6_parameters() => House.Obeys(SizeRules.ConstructorLength);

    [Fact]
    public void A_file_holds_one_type_and_bears_its_name() => House.Obeys(ShapeRules.OneTypePerFile);

    [Fact]
    public void Types_are_named_for_what_they_are() => House.Obeys(ShapeRules.TypesAreNouns);

    [Fact]
    public void Classes_are_sealed_unless_built_for_inheritance() => House.Obeys("sealed", ShapeRules.UnsealedClasses(WorkingCopy.Sources));

    [Fact]
    public void Fields_are_underscored_and_constants_in_pascal_case() => House.Obeys(ShapeRules.FieldNames);

    [Fact]
    public void Nothing_static_can_change() => House.Obeys(ShapeRules.NoMutableStatics);

    [Fact]
    public void The_cancellation_token_is_the_last_parameter() => House.Obeys(ShapeRules.CancellationTokenLast);

    [Fact]
    public void Time_comes_from_a_TimeProvider() => House.Obeys(CallRules.TimeFromTimeProvider);

    [Fact]
    public void Logs_are_written_through_LoggerMessage() => House.Obeys(CallRules.LogThroughMessages);

    [Fact]
    public void Logs_name_values_instead_of_dumping_objects() => House.Obeys(CallRules.LogNamedValues);

    [Fact]
    public void RpcException_is_created_at_the_boundary_only() => House.Obeys(CallRules.RpcExceptionAtTheBoundary);

    [Fact]
    public void The_environment_is_read_through_options_only() => House.Obeys(CallRules.EnvironmentThroughOptions);

    [Fact]
    public void Options_are_validated_on_start() => House.Obeys(CallRules.OptionsAreValidatedOnStart);

    [Fact]
    public void The_AppHost_has_no_branch_loop_or_address() => House.Obeys(CallRules.AppHostIsAPicture);

    [Fact]
    public void No_file_has_regions() => House.Obeys(CommentRules.NoRegions);

    [Fact]
    public void No_comment_leaves_work_open() => House.Obeys(CommentRules.NoOpenEnds);

    [Fact]
    public void No_file_has_a_licence_header() => House.Obeys(CommentRules.NoLicenceHeaders);

    [Fact]
    public void No_comment_keeps_old_code() => House.Obeys(CommentRules.NoCodeInComments);

    [Fact]
    public void Tests_are_named_by_sentences() => House.Obeys(TestRules.TestNamesAreSentences);

    [Fact]
    public void No_test_is_skipped() => House.Obeys(TestRules.NoSkippedTests);

    [Fact]
    public void What_a_test_holds_is_let_go_of() => House.Obeys(TestRules.TestsAreDisposedOf);

    [Fact]
    public void Tests_do_not_sleep() => House.Obeys(CallRules.TestsDoNotSleep);
}
