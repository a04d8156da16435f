import type { Random } from "../differential/random";
import { generatePayload } from "../differential/velocity/generate-payload";
import { generateTemplate } from "../differential/velocity/generate-template";
import { answerTemplate } from "../differential/velocity/subject";
import type { FuzzArea } from "./area";
import { generateHostileDocument } from "./hostile-document";

/** Pieces that are put into templates wherever it falls, so that some cannot be parsed. */
const PIECES = [
  "#",
  "$",
  "#if(",
  "#end",
  "#foreach($x in $y)",
  "#set($a = ",
  ")",
  "'",
  '"',
  "\\",
  "[",
  "${",
  "#*",
  "#evaluate('$a')",
];

export const templates: FuzzArea = {
  about: "mapping templates",
  generate: (random) => ({
    text: random.chance(0.2) ? spoil(random, generateTemplate(random)) : generateTemplate(random),
    document: random.chance(0.8) ? generatePayload(random) : generateHostileDocument(random),
  }),
  run(given) {
    const answer = answerTemplate(given);
    if (answer.kind === "threw") throw new Error(answer.text);
    return answer.kind === "rendered" ? { kind: "rendered", text: "" } : answer;
  },
};

function spoil(random: Random, template: string): string {
  const at = random.below(template.length + 1);
  const piece = random.chance(0.02) ? random.pick(PIECES).repeat(random.below(5000)) : random.pick(PIECES);
  return template.slice(0, at) + piece + template.slice(at + (random.chance(0.5) ? 0 : 1));
}
