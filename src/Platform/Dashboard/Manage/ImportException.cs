namespace OtelShop.Dashboard.Manage;

/// <summary>A file that cannot be imported; the message says why, for a person.</summary>
internal sealed class ImportException(string message, Exception? cause = null) : Exception(message, cause);
