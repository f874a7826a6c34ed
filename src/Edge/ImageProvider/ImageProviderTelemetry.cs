using System.Diagnostics;
using System.Diagnostics.Metrics;
using OtelShop.ServiceDefaults.Telemetry;

namespace OtelShop.ImageProvider;

internal sealed class ImageProviderTelemetry(IMeterFactory meters) : IDisposable
{
    public const string SourceName = "image-provider";

    private const string ImageName = "demo.image.name";
    private const string ImageWidth = "demo.image.width";
    private const string ImageFormat = "demo.image.format";

    private readonly ActivitySource _source = new(SourceName);
    private readonly Histogram<double> _duration = meters.Create(SourceName)
        .CreateHistogram("demo.image.rendering.duration", "s", "Time to render and encode a picture", advice: HistogramBoundaries.Seconds);

    public Activity? StartRendering(Rendition rendition) => _source.StartActivity("render-picture")?
        .SetTag(ImageName, rendition.Picture.Name)
        .SetTag(ImageWidth, rendition.Width)
        .SetTag(ImageFormat, rendition.Format.Extension);

    public void Rendered(Rendition rendition, TimeSpan elapsed) =>
        _duration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>(ImageFormat, rendition.Format.Extension));

    public void Dispose() => _source.Dispose();
}
