// The same questions put to MiniSearch and Orama over the same phrases: prints {"peer", "first": [id…], "micros": […]} a line.
import { readFileSync } from "node:fs";

import { create, insertMultiple, search } from "@orama/orama";
import MiniSearch from "minisearch";

const { documents, passages, questions } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const micros = (from) => Number((process.hrtime.bigint() - from) / 1000n);

async function measure(peer, ask) {
  const first = [], times = [];
  for (const question of questions) {
    const from = process.hrtime.bigint();
    first.push(await ask(question));
    times.push(micros(from));
  }
  console.log(JSON.stringify({ peer, first, micros: times }));
}

const options = { idField: "number", fields: ["text"], storeFields: ["id"], searchOptions: { fuzzy: 0.2, prefix: true, combineWith: "OR" } };
const numbered = (all) => all.map((document, number) => ({ ...document, number }));
const [mini, miniPassages] = [new MiniSearch(options), new MiniSearch(options)];
mini.addAll(numbered(documents));
miniPassages.addAll(numbered(passages));
await measure("MiniSearch", (question) => {
  if (passages.length > 0) miniPassages.search(question);
  return mini.search(question)[0]?.id ?? "";
});

const schema = { id: "string", text: "string" };
const [orama, oramaPassages] = [create({ schema }), create({ schema })];
const named = (all) => all.map(({ id, text }, number) => ({ id: `${number}|${id}`, text }));
await insertMultiple(orama, named(documents));
await insertMultiple(oramaPassages, named(passages));
await measure("Orama", async (question) => {
  if (passages.length > 0) await search(oramaPassages, { term: question, limit: 5 });
  return (await search(orama, { term: question, limit: 1 })).hits[0]?.id.split("|")[1] ?? "";
});
