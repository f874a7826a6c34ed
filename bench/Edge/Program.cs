using OtelShop.Bench.Edge;

const int Rounds = 5;
if (args is not [var frontend, var proxy, .. var paths])
    throw new ArgumentException("Run with: FRONTEND PROXY [PATH ...], the addresses of a running shop's frontend and frontend-proxy.");
foreach (var path in paths is [] ? ["/", "/product/OLJCESPC7Z"] : paths)
    await ProxyCost.MeasureAsync(new Uri(frontend), new Uri(proxy), path, Rounds);
