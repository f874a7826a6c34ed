namespace OtelShop.Dashboard.Api;

/// <summary>An instrument as the API lists it.</summary>
internal sealed record InstrumentJson(string Meter, string Name, string Kind, string Unit, string Description, int SeriesCount);
