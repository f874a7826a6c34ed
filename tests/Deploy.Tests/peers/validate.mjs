// Prints a line for each object that misses a required field or holds a value of the wrong type, enumeration or pattern. Usage: validate.mjs OBJECTS.json
import { pathToFileURL } from 'node:url';
import { entries, fileOf, modelOf, nameOf } from './models.mjs';

for (const entry of entries(process.argv[2])) {
  const model = modelOf(entry.object);
  if (!model) {
    console.log(`${nameOf(entry)}: ${entry.object.apiVersion} has no such kind`);
    continue;
  }
  const { [entry.object.kind]: Model } = await import(pathToFileURL(fileOf(model)));
  try {
    new Model(entry.object).validate();
  } catch (error) {
    console.log(`${nameOf(entry)}: ${error.message.replaceAll('\n', ' ')}`);
  }
}
