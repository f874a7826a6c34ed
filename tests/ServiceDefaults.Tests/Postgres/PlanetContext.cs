using Microsoft.EntityFrameworkCore;

namespace OtelShop.ServiceDefaults.Tests.Postgres;

internal sealed class PlanetContext(DbContextOptions<PlanetContext> options) : DbContext(options)
{
    public DbSet<Planet> Planets => Set<Planet>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Planet>(planet =>
    {
        planet.ToTable("planets").HasKey(row => row.Name);
        planet.Property(row => row.Name).HasColumnName("name");
    });
}
