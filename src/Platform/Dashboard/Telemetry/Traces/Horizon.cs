namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>
/// Since when all spans of a service are kept. Memory is bounded, so a busy service loses its oldest spans within minutes: what is counted over a time
/// of which some was forgotten would be too low.
/// </summary>
internal sealed class Horizon
{
    private const int MostServices = 1024;

    private readonly Dictionary<string, long> _forgotten;
    private long _forgottenOfAny;

    public Horizon()
        : this(new(StringComparer.Ordinal), 0)
    {
    }

    private Horizon(Dictionary<string, long> forgotten, long forgottenOfAny) => (_forgotten, _forgottenOfAny) = (forgotten, forgottenOfAny);

    /// <summary>Unix time in nanoseconds at which the last span began that was forgotten. Zero when none was.</summary>
    public long ForgottenUntil(string service) => Math.Max(_forgottenOfAny, _forgotten.GetValueOrDefault(service));

    /// <param name="service">Who sent what is not kept any more.</param>
    /// <param name="began">When that began.</param>
    /// <param name="now">A sender's clock that is ahead does not make us forget what is still to come.</param>
    public void Forget(string service, long began, long now)
    {
        began = Math.Min(began, now);
        if (began <= ForgottenUntil(service))
            return;
        if (_forgotten.Count == MostServices && !_forgotten.ContainsKey(service))
        {
            _forgottenOfAny = Math.Max(_forgottenOfAny, _forgotten.Values.Max());
            _forgotten.Clear();
        }

        _forgotten[service] = began;
    }

    public Horizon Copy() => new(new(_forgotten, StringComparer.Ordinal), _forgottenOfAny);
}
