CREATE TABLE moons (name text PRIMARY KEY, planet text NOT NULL REFERENCES planets);
INSERT INTO moons VALUES ('Phobos', 'Mars');
