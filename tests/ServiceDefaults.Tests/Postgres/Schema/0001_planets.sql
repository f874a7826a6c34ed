CREATE TABLE planets (name text PRIMARY KEY);
INSERT INTO planets VALUES ('Mars');
