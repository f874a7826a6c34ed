-- A database of version 0.1: its schema files as their migrator applied them, and some rows.
CREATE TABLE schema_version (
    version integer PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now());
INSERT INTO schema_version (version, name, checksum) VALUES (1, 'products', '4a4dd4abfc23a525a4df69f6e85565b357036df38dded7810d037c7995dad675');
INSERT INTO schema_version (version, name, checksum) VALUES (2, 'first_products', '44aa217b2bf3d7f0ef63326b212afeb608e8bc01c9aa1b4d28dff52039fccf05');

CREATE SCHEMA IF NOT EXISTS catalog;

CREATE TABLE catalog.products (
    id                  TEXT PRIMARY KEY,
    name                TEXT NOT NULL,
    description         TEXT,
    picture             TEXT,
    price_currency_code TEXT NOT NULL,
    price_units         BIGINT NOT NULL,
    price_nanos         INT NOT NULL CHECK (price_nanos BETWEEN -999999999 AND 999999999),
    -- Comma-separated.
    categories          TEXT
);

INSERT INTO catalog.products (id, name, description, picture, price_currency_code, price_units, price_nanos, categories)
VALUES
    ('0PUK6V6EV0', 'Solar System Color Imager',
     'A one-shot colour camera that takes the place of your eyepiece and sends the Moon, the planets and the Sun (behind a filter) straight to your laptop. It shoots short, fast exposures and lets software stack the steadiest of them, so even a modest telescope can show cloud bands on Jupiter. No guiding, no darkroom, no patience required.',
     'SolarSystemColorImager.jpg', 'USD', 175, 0, 'accessories,telescopes'),
    ('1YMWWN1N4O', 'Eclipsmart Travel Refractor Telescope',
     'A small refractor with a certified solar filter built in for good, so there is nothing to forget and nothing to fall off while you watch an eclipse. Telescope, tripod and eyepiece share one backpack that passes as hand luggage. Made for the Sun in daylight; leave the stars to its bigger siblings.',
     'EclipsmartTravelRefractorTelescope.jpg', 'USD', 129, 950000000, 'telescopes,travel'),
    ('2ZYFJ3GM2N', 'Roof Binoculars',
     'Straight, slim tubes with roof prisms and fully coated lenses: bright enough for the craters of the Moon, handy enough for the heron across the lake. Rubber armour and a nitrogen-filled body shrug off dew, rain and the occasional drop. The first instrument we recommend to anyone who is not sure about telescopes yet.',
     'RoofBinoculars.jpg', 'USD', 209, 950000000, 'binoculars'),
    ('66VCHSJNUP', 'Starsense Explorer Refractor Telescope',
     'Put your phone in the dock, and its camera recognises the stars overhead and guides you with arrows to whatever is worth seeing tonight. The refractor behind it does the old-fashioned part: gathering enough light for galaxies, clusters and double stars. No motors and no alignment ritual, so a beginner is looking at something within minutes.',
     'StarsenseExplorer.jpg', 'USD', 349, 950000000, 'telescopes'),
    ('6E92ZMYYFZ', 'Solar Filter',
     'A full-aperture white-light filter for 8-inch telescopes that turns away all but one part in a hundred thousand of the sunlight before it enters the tube. Sunspots, eclipses and transits of Mercury become safe and sharp. Check the film for pinholes before every use, and it will serve you for years.',
     'SolarFilter.jpg', 'USD', 69, 950000000, 'accessories,telescopes'),
    ('9SIQT8TOJO', 'Optical Tube Assembly',
     'Eleven inches of aperture and a focal ratio of f/2.2: this tube collects in half a minute what slower instruments need an hour for. It is built for cameras, with a flat, wide field that keeps stars round into the corners of a large sensor. The mount is up to you; a sturdy one, please.',
     'OpticalTubeAssembly.jpg', 'USD', 3599, 0, 'accessories,telescopes,assembly'),
    ('HQTGWGPNH4', 'The Comet Book',
     'A facsimile of a sixteenth-century manuscript in which comets are painted as swords, torches and bearded stars, each with the misfortune it was thought to bring. The original has no author on its cover and no science in its pages, and it is all the more beautiful for that. Digital edition, readable on any screen.',
     'TheCometBook.jpg', 'USD', 0, 990000000, 'books'),
    ('L9ECAV7KIM', 'Lens Cleaning Kit',
     'Brush, microfibre cloth, tissues and a residue-free fluid, in the order you should use them. It takes fingerprints, pollen and dried dew off eyepieces, camera lenses and binoculars without touching the coating. One bottle lasts a few hundred cleanings, or one curious toddler.',
     'LensCleaningKit.jpg', 'USD', 21, 950000000, 'accessories'),
    ('LS4PSXUNUM', 'Red Flashlight',
     'Red light leaves your night vision alone, so you can read a chart and still see the Milky Way when you look up again. The beam dims from full to barely there with a turn of the ring. There is also a power bank and a hand warmer inside, because February has the best skies.',
     'RedFlashlight.jpg', 'USD', 57, 80000000, 'accessories,flashlights'),
    ('OLJCESPC7Z', 'National Park Foundation Explorascope',
     'A tabletop reflector that weighs less than a picnic and is ready as soon as it stands on something level. Seventy-six millimetres of mirror show the rings of Saturn and the Andromeda Galaxy from any campsite dark enough to deserve them. Two eyepieces and a finder are in the box; part of the price helps to keep the parks wild.',
     'NationalParkFoundationExplorascope.jpg', 'USD', 101, 960000000, 'telescopes');

DELETE FROM catalog.products WHERE id = 'HQTGWGPNH4';
UPDATE catalog.products SET name = 'Renamed Binoculars' WHERE id = '2ZYFJ3GM2N';
INSERT INTO catalog.products (id, name, price_currency_code, price_units, price_nanos) VALUES ('ADDED00001', 'Added Telescope', 'USD', 5, 0);
