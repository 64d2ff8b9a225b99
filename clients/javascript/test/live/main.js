// Talks with the settings in its JSON argument, and prints the result as one line of JSON.
import { talk } from "./talk.js";

console.log(JSON.stringify(await talk(JSON.parse(process.argv[2]))));
