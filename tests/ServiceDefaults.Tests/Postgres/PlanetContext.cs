using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OtelShop.ServiceDefaults.Tests.Postgres;

internal sealed class PlanetContext(DbContextOptions<PlanetContext> options) : DbContext(options)
{
    public DbSet<Planet> Planets => Set<Planet>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Planet>().HasKey(row => row.PlanetName);
}

internal sealed class Planet
{
    public required string PlanetName { get; init; }
}

[DbContext(typeof(PlanetContext))]
[Migration("20260101000000_Planets")]
internal sealed class PlanetsMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("CREATE TABLE planets (planet_name text PRIMARY KEY); INSERT INTO planets VALUES ('Mars')");
}

[DbContext(typeof(PlanetContext))]
[Migration("20260102000000_Moons")]
internal sealed class MoonsMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("CREATE TABLE moons (name text PRIMARY KEY, planet text REFERENCES planets); INSERT INTO moons VALUES ('Phobos', 'Mars')");
}
