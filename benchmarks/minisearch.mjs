// Answer queries with MiniSearch: the first line of standard input is a JSON list of texts,
// each further line a query; for each a line with the numbers of the best texts comes back.
// It is set up as its documentation recommends: fuzzy .2, beginnings.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.argv[2], "package.json"));
const MiniSearch = require("minisearch");
const index = new MiniSearch({
  fields: ["text"],
  searchOptions: { fuzzy: 0.2, prefix: true },
});
let isLoaded = false;

for await (const line of createInterface({ input: process.stdin })) {
  const content = JSON.parse(line);
  if (isLoaded) {
    const ids = index.search(content).slice(0, 10).map((result) => result.id);
    console.log(JSON.stringify(ids));
  } else {
    index.addAll(content.map((text, id) => ({ id, text })));
    isLoaded = true;
  }
}
