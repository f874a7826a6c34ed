using System.Linq.Expressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Gives each call its service: the registered one, or a new one made for the call.</summary>
internal sealed class ServiceActivator<TService>
    where TService : class
{
    private readonly bool _isRegistered;
    private readonly Func<TService>? _create;
    private readonly ObjectFactory<TService>? _factory;

    public ServiceActivator(IServiceProvider services)
    {
        _isRegistered = services.GetService<IServiceProviderIsService>()?.IsService(typeof(TService)) == true;
        if (_isRegistered) { return; }

        // A service that needs nothing does not need the call's scope either, which is made when it is first asked for.
        if (typeof(TService).GetConstructors() is [{ } only] && only.GetParameters().Length == 0)
        {
            _create = Expression.Lambda<Func<TService>>(Expression.New(only)).Compile();
        }
        else
        {
            _factory = ActivatorUtilities.CreateFactory<TService>([]);
        }
    }

    public TService Activate(HttpContext http)
    {
        if (_isRegistered) { return http.RequestServices.GetRequiredService<TService>(); }

        var service = _create is not null ? _create() : _factory!(http.RequestServices, null);
        Disposal.Register(http, service);
        return service;
    }
}
