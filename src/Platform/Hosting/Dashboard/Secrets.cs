using System.Text.RegularExpressions;
using OtelShop.Dashboard.Resources;

namespace Aspire.Hosting.Dashboard;

/// <summary>Keeps secrets from being shown. The model knows most of them by where they come from; this catches what was passed on as plain text.</summary>
internal sealed partial class Secrets(DistributedApplicationModel model)
{
    /// <summary>A shorter value would also be found where it is none.</summary>
    private const int ShortestToFind = 6;

    private const string Mask = ResourceVariable.Mask;

    /// <param name="name">As the resource knows it.</param>
    /// <param name="shown">The value as far as the model lets it be shown.</param>
    /// <param name="isSensitive">Whether the model's author wants it hidden.</param>
    public ResourceVariable Variable(string name, string? shown, bool isSensitive = false)
    {
        var value = string.IsNullOrEmpty(shown) ? shown : isSensitive || IsSecretName(name) ? Mask : Hide(shown);
        return new ResourceVariable(name, value, value?.Contains(Mask, StringComparison.Ordinal) ?? false);
    }

    /// <summary>The text without any secret in it.</summary>
    public string? Hide(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return text;
        foreach (var secret in Values())
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
        text = Assignment().Replace(text, $"$1{Mask}");
        return UserInfo().Replace(text, $"$1{Mask}@");
    }

    /// <summary>Whether values of that name are usually secret.</summary>
    public static bool IsSecretName(string name) => SecretName().IsMatch(name) || SecretWord().IsMatch(name);

    private IEnumerable<string> Values()
    {
        foreach (var parameter in model.Resources.OfType<ParameterResource>().Where(parameter => parameter.Secret || parameter.IsConnectionString))
        {
            if (ValueOf(parameter) is { Length: >= ShortestToFind } value)
                yield return value;
        }
    }

    private static string? ValueOf(ParameterResource parameter)
    {
        try
        {
            return parameter.Value;
        }
        catch (DistributedApplicationException)
        {
            // What nobody knows cannot be shown by accident.
            return null;
        }
    }

    [GeneratedRegex("passw|passphrase|secret|credential|authorization|(api|access|account|private|signing|encryption|master|shared)[_-]?key", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    // "Key" alone is a secret's name at the end only: "KeysFolder" is a folder. OTLP headers carry keys.
    [GeneratedRegex("(?:(?:^|[^a-zA-Z])(?i:key|tokens?|headers)$)|[a-z](?:Key|Token)$")]
    private static partial Regex SecretWord();

    [GeneratedRegex("((?:password|pwd|passphrase|secret|accountkey|sharedaccesskey|api-key|apikey|token)=)[^;&,\\s]+", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();

    [GeneratedRegex("(://[^/\\s:@]*:)[^/\\s@]+@")]
    private static partial Regex UserInfo();
}
