namespace OtelShop.Dashboard.Resources;

/// <summary>What came of a command that somebody gave.</summary>
/// <param name="Resource">To whom.</param>
/// <param name="Command">Its name as shown.</param>
/// <param name="Error">Null when it succeeded.</param>
internal sealed record CommandOutcome(string Resource, string Command, string? Error);
