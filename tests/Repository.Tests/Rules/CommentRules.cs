using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OtelShop.Repository.Tests.Rules;

internal static partial class CommentRules
{
    public static readonly SourceRule NoRegions = new("no regions", file =>
        from trivia in file.Root.DescendantTrivia(descendIntoTrivia: true)
        where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)
        select file.At(trivia, "#region hides a file that is too long: split the file."));

    public static readonly SourceRule NoOpenEnds = new("no open ends", file =>
        from trivia in file.Root.DescendantTrivia()
        where IsComment(trivia) && OpenEnd().IsMatch(trivia.ToFullString())
        select file.At(trivia, "an open end names its decision, as in 'TODO 0012: ...', or is done now."));

    public static readonly SourceRule NoLicenceHeaders = new("no licence headers", file =>
        from trivia in file.Root.GetLeadingTrivia()
        where IsComment(trivia) && LicenceHeader().IsMatch(trivia.ToFullString())
        select file.At(trivia, "LICENSE speaks for every file: remove the header."));

    public static readonly SourceRule NoCodeInComments = new("no commented-out code", file =>
        from trivia in file.Root.DescendantTrivia()
        where trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)
        where trivia.ToString().Trim('/', '*', ' ', '\n').Split('\n').Any(IsCode)
        select file.At(trivia, "code in a comment: history keeps what was, so delete it."));

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;

    private static bool IsCode(string line)
    {
        var text = line.Trim().TrimStart('*').Trim();
        if (text is "{" or "}" or "};" or "});") { return true; }
        if (!text.EndsWith(';') || text.IndexOfAny(['(', '=', '.', '[']) < 0) { return false; }
        var statement = SyntaxFactory.ParseStatement(text);
        return !statement.ContainsDiagnostics && statement is not EmptyStatementSyntax;
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b(?!\W{0,2}\d{4}\b)")]
    private static partial Regex OpenEnd();

    [GeneratedRegex(@"Copyright|SPDX-|Licensed (under|to)|All rights reserved", RegexOptions.IgnoreCase)]
    private static partial Regex LicenceHeader();
}
