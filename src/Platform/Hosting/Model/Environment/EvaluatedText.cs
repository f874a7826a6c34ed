namespace Aspire.Hosting.ApplicationModel;

/// <summary>A text that a resource gets, and what a person may see of it.</summary>
/// <param name="Text">As the resource gets it.</param>
/// <param name="Shown">The same, with <see cref="ShownText.Mask"/> in the place of every secret that the model knows to be one.</param>
internal readonly record struct EvaluatedText(string Text, string Shown);
