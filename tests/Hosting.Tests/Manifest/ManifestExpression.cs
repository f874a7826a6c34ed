using System.Text;

namespace OtelShop.Hosting.Tests.Manifest;

/// <summary>Text with references in braces, such as <c>{cart.bindings.grpc.url}</c>. Doubled braces stand for themselves.</summary>
internal static class ManifestExpression
{
    /// <exception cref="FormatException">A brace has no partner.</exception>
    public static string Evaluate(string text, Func<string, string> resolve)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('{' or '}'))
            {
                result.Append(text[i]);
                continue;
            }

            if (i + 1 < text.Length && text[i + 1] == text[i])
            {
                result.Append(text[i++]);
                continue;
            }

            var end = text[i] == '{' ? text.IndexOf('}', i) : -1;
            if (end < 0)
                throw new FormatException($"'{text[i]}' at {i} of '{text}' has no partner.");
            result.Append(resolve(text[(i + 1)..end]));
            i = end;
        }

        return result.ToString();
    }
}
