// Talks as the JSON of its argument says, and writes what came of it as a line of JSON.
import { talk } from "./talk.js";

console.log(JSON.stringify(await talk(JSON.parse(process.argv[2]))));
