// The same questions put to MiniSearch and Orama over the same phrases: prints {"peer", "first": [id…], "micros": […]} a line.
import { readFileSync } from "node:fs";

import { create, insertMultiple, search } from "@orama/orama";
import MiniSearch from "minisearch";

const { documents, questions } = JSON.parse(readFileSync(process.argv[2], "utf8"));
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

const mini = new MiniSearch({ idField: "number", fields: ["text"], storeFields: ["id"], searchOptions: { fuzzy: 0.2, prefix: true, combineWith: "OR" } });
mini.addAll(documents.map((document, number) => ({ ...document, number })));
await measure("MiniSearch", (question) => mini.search(question)[0]?.id ?? "");

const orama = create({ schema: { id: "string", text: "string" } });
await insertMultiple(orama, documents.map(({ id, text }, number) => ({ id: `${number}|${id}`, text })));
await measure("Orama", async (question) => (await search(orama, { term: question, limit: 1 })).hits[0]?.id.split("|")[1] ?? "");
